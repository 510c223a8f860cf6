using System.Net;

namespace AiStack.Gateway.Router;

/// <summary>What the router's command line says.</summary>
internal sealed record RouterOptions
{
    /// <summary>Address to listen on; <see langword="null"/>: the loopback addresses of both families.</summary>
    public required IPAddress? Address { get; init; }

    /// <summary>Port to listen on; 0: any free one.</summary>
    public required int Port { get; init; }

    /// <summary>Backends and routing at the start.</summary>
    public required RoutingConfiguration Routing { get; init; }

    /// <summary>File that replaces <see cref="Routing"/> whenever it changes.</summary>
    public string? DynamicConfigPath { get; init; }

    /// <summary>What the flags say where that file says nothing, by setting name.</summary>
    public required IReadOnlyDictionary<string, string> FlagSettings { get; init; }

    /// <summary>Whether healthy backends are asked a small question of their model type every <see cref="HealthCheckInterval"/>.</summary>
    public bool HealthChecks { get; init; }

    /// <summary>Time between two health checks of a healthy backend.</summary>
    public required TimeSpan HealthCheckInterval { get; init; }

    /// <summary>How long a probe may take before the backend counts as down.</summary>
    public required TimeSpan HealthCheckTimeout { get; init; }

    /// <summary>Time between two readings of a healthy backend's model list and metrics.</summary>
    public required TimeSpan EngineStatsInterval { get; init; }

    /// <summary>Window over which rates and averages of requests are taken.</summary>
    public required TimeSpan RequestStatsWindow { get; init; }

    /// <summary>How often a request that broke after it was sent, but before an answer began, is given to another backend.</summary>
    public required int RerouteAttempts { get; init; }

    /// <summary>How long a TCP connection to a backend may take.</summary>
    public required TimeSpan ConnectTimeout { get; init; }

    /// <summary>How long a backend may be silent: before its answer begins, and between two pieces of it.</summary>
    public required TimeSpan FirstByteTimeout { get; init; }

    /// <summary>How long after a backend was named requests for its model wait for it to come up, instead of being refused; zero: not at all.</summary>
    public TimeSpan StartupPatience { get; init; }

    /// <summary>Least severe log line that is written.</summary>
    public required LogLevel LogLevel { get; init; }

    /// <summary>Whether log lines are JSON objects.</summary>
    public required bool LogAsJson { get; init; }
}
