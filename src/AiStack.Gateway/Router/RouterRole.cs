using AiStack.Gateway.CommandLine;
using AiStack.Gateway.Hosting;

namespace AiStack.Gateway.Router;

/// <summary>The role that spreads requests over the backends of each model, as vLLM production-stack's router does.</summary>
internal static partial class RouterRole
{
    /// <summary>Runs the router until SIGTERM or Ctrl-C.</summary>
    /// <param name="args">The role's flags.</param>
    /// <exception cref="UsageException">A mistake on the command line, or the port is taken.</exception>
    public static Task RunAsync(string[] args)
    {
        if (args is ["--help" or "-h", ..])
        {
            Console.WriteLine($"Spreads requests over the backends of each model, as vllm-router does.{Environment.NewLine}{FlagSet.Describe(RouterFlags.All)}");
            return Task.CompletedTask;
        }

        var options = RouterFlags.Parse(args);
        var application = RouterApplication.Create(options);
        return ProgramHost.RunAsync(application, options.Address?.ToString() ?? "localhost", [("--port", options.Port)], () => LogListening(application.Logger, string.Join(", ", application.Urls), options.Routing.Backends.Count));
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Router listens on {Urls} for {Count} backends")]
    private static partial void LogListening(ILogger logger, string urls, int count);
}
