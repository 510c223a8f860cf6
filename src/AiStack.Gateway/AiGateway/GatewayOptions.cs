using System.Net;

namespace AiStack.Gateway.AiGateway;

/// <summary>What the command line of the gateway role says.</summary>
internal sealed record GatewayOptions
{
    /// <summary>The file of routes.</summary>
    public required string ConfigurationPath { get; init; }

    /// <summary>Address to listen on; <see langword="null"/>: both loopback addresses.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>Port for plain HTTP.</summary>
    public int Port { get; init; }

    /// <summary>Port for HTTPS; <see langword="null"/>: none.</summary>
    public int? HttpsPort { get; init; }

    /// <summary>Port that tells whether the program is ready; <see langword="null"/>: none.</summary>
    public int? StatusPort { get; init; }

    /// <summary>Port of the metrics; <see langword="null"/>: none. May be the status port.</summary>
    public int? MetricsPort { get; init; }

    /// <summary>Whether the log has the texts of prompts.</summary>
    public bool LogsPrompts { get; init; }

    /// <summary>Least level that is logged.</summary>
    public LogLevel LogLevel { get; init; }

    /// <summary>Whether log lines are JSON.</summary>
    public bool LogAsJson { get; init; }
}
