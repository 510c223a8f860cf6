using AiStack.Gateway.AiGateway.Configuration;
using AiStack.Gateway.CommandLine;
using AiStack.Gateway.Hosting;

namespace AiStack.Gateway.AiGateway;

/// <summary>The role that stands in for a standalone APISIX: it follows the same file, with the plugins that our AI gateways have.</summary>
internal static partial class GatewayRole
{
    /// <summary>Runs the gateway until SIGTERM or Ctrl-C.</summary>
    /// <param name="args">The role's flags.</param>
    /// <exception cref="UsageException">A mistake on the command line or in the file, or a port is taken.</exception>
    public static async Task RunAsync(string[] args)
    {
        if (args is ["--help" or "-h", ..])
        {
            Console.WriteLine($"Follows a standalone APISIX' file of routes, with the plugins of AI gateways.{Environment.NewLine}{FlagSet.Describe(GatewayFlags.All)}");
            return;
        }

        var options = GatewayFlags.Parse(args);
        var application = GatewayApplication.Create(options);
        var file = application.Services.GetRequiredService<ConfigurationFile>();
        try
        {
            file.Load();
        }
        catch (ConfigurationException e)
        {
            throw new UsageException($"{options.ConfigurationPath}: {e.Message}");
        }

        await ProgramHost.RunAsync(application, options.Address?.ToString() ?? "localhost", Ports(options), () => LogListening(application.Logger, string.Join(", ", application.Urls), file.Current.Routes.Count, file.Current.Consumers.Count));
    }

    private static IReadOnlyList<(string, int)> Ports(GatewayOptions options)
    {
        (string Flag, int? Port)[] all = [("--port", options.Port), ("--https-port", options.HttpsPort), ("--status-port", options.StatusPort), ("--metrics-port", options.MetricsPort)];
        return [.. all.Where(port => port.Port is not null).Select(port => (port.Flag, port.Port!.Value))];
    }

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "Gateway listens on {Urls} with {Routes} routes and {Consumers} keys")]
    private static partial void LogListening(ILogger logger, string urls, int routes, int consumers);
}
