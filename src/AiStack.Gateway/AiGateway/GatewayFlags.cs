using AiStack.Gateway.CommandLine;

namespace AiStack.Gateway.AiGateway;

/// <summary>The command line of the gateway role.</summary>
internal static class GatewayFlags
{
    /// <summary>All flags, in the order of the help text.</summary>
    public static IReadOnlyList<Flag> All { get; } =
    [
        new("--config", "file", "routes, consumers and plugins, as a standalone APISIX reads them: JSON if it ends in .json, else YAML that ends with a line #END; read again when it changes"),
        new("--host", "address", "IP address to listen on, or localhost for both loopback addresses (default: localhost)"),
        new("--port", "port", "port for plain HTTP (default: 9080)"),
        new("--https-port", "port", "port for HTTPS, with the certificates of the file (default: none)"),
        new("--status-port", "port", "port that answers /status and /status/ready (default: none)"),
        new("--metrics-port", "port", "port that answers /apisix/prometheus/metrics; may be the status port (default: none)"),
        new("--log-prompts", null, "write the texts of prompts into the log (default: never)"),
        CommonFlags.LogLevel,
        CommonFlags.LogFormat,
    ];

    /// <summary>Reads the flags.</summary>
    /// <exception cref="UsageException">Anything wrong, in one line.</exception>
    public static GatewayOptions Parse(IReadOnlyList<string> args)
    {
        var flags = new FlagSet(args, All, new Dictionary<string, string>());
        var options = new GatewayOptions
        {
            ConfigurationPath = flags.Text("--config") ?? throw new UsageException("--config must name the file of routes."),
            Address = CommonFlags.ParseHost(flags.Text("--host") ?? "localhost"),
            Port = flags.Integer("--port", GatewayFacts.HttpPort, 1, ushort.MaxValue),
            HttpsPort = Port(flags, "--https-port"),
            StatusPort = Port(flags, "--status-port"),
            MetricsPort = Port(flags, "--metrics-port"),
            LogsPrompts = flags.Has("--log-prompts"),
            LogLevel = CommonFlags.ParseLogLevel(flags),
            LogAsJson = CommonFlags.ParseLogFormat(flags),
        };

        int?[] ports = [options.Port, options.HttpsPort, options.StatusPort];
        return ports.Concat(options.MetricsPort == options.StatusPort ? [] : [options.MetricsPort]).OfType<int>().GroupBy(port => port).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw new UsageException($"Port {twice.Key} is given twice. Only the ports of status and metrics may be one.")
            : options;
    }

    private static int? Port(FlagSet flags, string name) => flags.Has(name) ? flags.Integer(name, 0, 1, ushort.MaxValue) : null;
}
