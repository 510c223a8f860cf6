using System.Collections.Frozen;
using System.Net;
using AiStack.Gateway.CommandLine;

namespace AiStack.Gateway.Router;

/// <summary>The command line of the original <c>vllm-router</c>, as far as it has a meaning without Kubernetes.</summary>
internal static class RouterFlags
{
    private static readonly FrozenSet<string> s_switches = FrozenSet.Create("--static-backend-health-checks");

    private static readonly FrozenSet<string> s_valued = FrozenSet.Create(
        "--host", "--port", "--service-discovery", "--static-backends", "--static-models", "--static-aliases", "--static-model-types",
        "--static-backend-health-check-interval", "--static-backend-health-check-timeout-seconds",
        "--routing-logic", "--session-key", "--engine-stats-interval", "--request-stats-window",
        "--max-instance-failover-reroute-attempts", "--dynamic-config-json", "--connect-timeout", "--first-byte-timeout",
        "--log-level", "--log-format");

    /// <summary>Reads the flags.</summary>
    /// <param name="args">Everything after the role name.</param>
    /// <exception cref="UsageException">Anything wrong, in one line.</exception>
    public static RouterOptions Parse(IReadOnlyList<string> args)
    {
        var flags = new FlagSet(args, s_valued, s_switches, RefusedFlags.Reasons);
        CheckDiscovery(flags);
        var path = flags.Text("--dynamic-config-json");
        var given = RoutingConfiguration.SettingNames.Where(name => flags.Has(Flag(name))).ToDictionary(name => name, name => flags.Text(Flag(name))!);
        var settings = path is null ? new DynamicConfig("", given) : DynamicConfig.Read(path, given);
        var routing = RoutingConfiguration.Parse(settings.Setting, name => settings.IsInFile(name) ? $"{path}: {name}" : Flag(name));

        if (path is null && routing.Backends.Count == 0)
        {
            throw new UsageException("--static-backends and --static-models must name at least one backend, or --dynamic-config-json a file that does.");
        }

        var healthChecks = flags.Has("--static-backend-health-checks");
        if (healthChecks && routing.Backends.Any(backend => backend.ModelType is null))
        {
            throw new UsageException("--static-backend-health-checks needs --static-model-types: what a check asks depends on it.");
        }

        var address = ParseHost(flags.Text("--host") ?? "0.0.0.0");
        var port = flags.Integer("--port", RouterFacts.Port, 0, ushort.MaxValue);
        if (address is null && port == 0)
        {
            throw new UsageException("--port 0 (any free port) needs one address as --host, such as 127.0.0.1; localhost is two.");
        }

        return new RouterOptions
        {
            Address = address,
            Port = port,
            Routing = routing,
            DynamicConfigPath = path,
            FlagSettings = given,
            HealthChecks = healthChecks,
            HealthCheckInterval = flags.Seconds("--static-backend-health-check-interval", RouterFacts.HealthCheckInterval),
            HealthCheckTimeout = flags.Seconds("--static-backend-health-check-timeout-seconds", RouterFacts.HealthCheckTimeout),
            EngineStatsInterval = flags.Seconds("--engine-stats-interval", RouterFacts.EngineStatsInterval),
            RequestStatsWindow = TimeSpan.FromSeconds(flags.Integer("--request-stats-window", RouterFacts.RequestStatsWindowSeconds, 1, 3600)),
            RerouteAttempts = flags.Integer("--max-instance-failover-reroute-attempts", 0, 0),
            ConnectTimeout = flags.Seconds("--connect-timeout", RouterFacts.ConnectTimeout),
            FirstByteTimeout = flags.Seconds("--first-byte-timeout", RouterFacts.FirstByteTimeout),
            LogLevel = ParseLogLevel(flags.Choice("--log-level", "info", "critical", "error", "warning", "info", "debug", "trace")),
            LogAsJson = flags.Choice("--log-format", "text", "text", "json") == "json",
        };
    }

    private static string Flag(string setting) => "--" + setting.Replace('_', '-');

    private static void CheckDiscovery(FlagSet flags)
    {
        if (flags.Text("--service-discovery") is { } discovery and not "static")
        {
            throw new UsageException($"--service-discovery {discovery} is not supported here: there is no cluster to look into. Use static.");
        }
    }

    private static IPAddress? ParseHost(string host) =>
        host == "localhost" ? null
        : IPAddress.TryParse(host, out var address) ? address
        : throw new UsageException($"--host must be an IP address or localhost, not '{host}'.");

    private static LogLevel ParseLogLevel(string name) => name switch
    {
        "critical" => LogLevel.Critical,
        "error" => LogLevel.Error,
        "warning" => LogLevel.Warning,
        "debug" => LogLevel.Debug,
        "trace" => LogLevel.Trace,
        _ => LogLevel.Information,
    };
}
