using System.Net;

namespace AiStack.Gateway.CommandLine;

/// <summary>What both roles' command lines have.</summary>
internal static class CommonFlags
{
    /// <summary>Least level that is logged.</summary>
    public static Flag LogLevel { get; } = new("--log-level", "level", "critical, error, warning, info, debug or trace; info has a line for each request (default: info)");

    /// <summary>Format of the log.</summary>
    public static Flag LogFormat { get; } = new("--log-format", "format", "text or json (default: text)");

    /// <summary>Reads an address to listen on.</summary>
    /// <returns><see langword="null"/>: <c>localhost</c>, which is two addresses.</returns>
    /// <exception cref="UsageException">It is no address.</exception>
    public static IPAddress? ParseHost(string host) =>
        host == "localhost" ? null
        : IPAddress.TryParse(host, out var address) ? address
        : throw new UsageException($"--host must be an IP address or localhost, not '{host}'.");

    /// <summary>Reads the level.</summary>
    public static LogLevel ParseLogLevel(FlagSet flags) => flags.Choice(LogLevel.Name, "info", "critical", "error", "warning", "info", "debug", "trace") switch
    {
        "critical" => Microsoft.Extensions.Logging.LogLevel.Critical,
        "error" => Microsoft.Extensions.Logging.LogLevel.Error,
        "warning" => Microsoft.Extensions.Logging.LogLevel.Warning,
        "debug" => Microsoft.Extensions.Logging.LogLevel.Debug,
        "trace" => Microsoft.Extensions.Logging.LogLevel.Trace,
        _ => Microsoft.Extensions.Logging.LogLevel.Information,
    };

    /// <summary>Reads whether log lines are JSON.</summary>
    public static bool ParseLogFormat(FlagSet flags) => flags.Choice(LogFormat.Name, "text", "text", "json") == "json";
}
