using AiStack.Gateway.CommandLine;

namespace AiStack.Gateway.Router;

/// <summary>The command line of the original <c>vllm-router</c>, as far as it has a meaning without Kubernetes.</summary>
internal static class RouterFlags
{
    /// <summary>All flags, in the order of the help text.</summary>
    public static IReadOnlyList<Flag> All { get; } =
    [
        new("--host", "address", "IP address to listen on, or localhost for both loopback addresses (default: 0.0.0.0)"),
        new("--port", "port", "port to listen on, 0 for any free one (default: 8001)"),
        new("--service-discovery", "static", "how backends are found; static is the only way here"),
        new("--static-backends", "url,url", "the backends, without /v1"),
        new("--static-models", "model,model", "the model of each backend; a model may stand here several times"),
        new("--static-aliases", "alias:model,…", "other names of models; the forwarded body names the model"),
        new("--static-model-types", "type,type", "what a health check asks each backend: chat, completion, embeddings, rerank, score"),
        new("--static-backend-health-checks", null, "ask each backend a small question of its type from time to time"),
        new("--static-backend-health-check-interval", "seconds", "time between two such questions (default: 60)"),
        new("--static-backend-health-check-timeout-seconds", "seconds", "a backend that needs longer for a probe is down (default: 10)"),
        new("--routing-logic", "logic", "roundrobin or session (default: roundrobin)"),
        new("--session-key", "name", "header, or property of the body, that names a session"),
        new("--engine-stats-interval", "seconds", "time between two readings of a healthy backend's models and metrics (default: 30)"),
        new("--request-stats-window", "seconds", "window of rates and averages in /metrics (default: 60)"),
        new("--max-instance-failover-reroute-attempts", "number", "how often a request that broke before its answer began is given to another backend (default: 0); one that never got a connection always is"),
        new("--dynamic-config-json", "file", "JSON file with these settings (static_backends …) that is read again when it changes; it outranks the flags"),
        new("--connect-timeout", "seconds", "time a connection to a backend may take (default: 5)"),
        new("--first-byte-timeout", "seconds", "time a backend may be silent, before its answer and within it (default: 600)"),
        new("--startup-patience", "seconds", "so long after a backend was named, requests for its model wait until it is up for the first time (default: they do not wait)"),
        CommonFlags.LogLevel,
        CommonFlags.LogFormat,
    ];

    /// <summary>Reads the flags.</summary>
    /// <param name="args">Everything after the role name.</param>
    /// <exception cref="UsageException">Anything wrong, in one line.</exception>
    public static RouterOptions Parse(IReadOnlyList<string> args)
    {
        var flags = new FlagSet(args, All, RefusedFlags.Reasons);
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

        var address = CommonFlags.ParseHost(flags.Text("--host") ?? "0.0.0.0");
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
            StartupPatience = flags.Seconds("--startup-patience", TimeSpan.Zero),
            LogLevel = CommonFlags.ParseLogLevel(flags),
            LogAsJson = CommonFlags.ParseLogFormat(flags),
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
}
