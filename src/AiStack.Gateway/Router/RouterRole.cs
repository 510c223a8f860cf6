using AiStack.Gateway.CommandLine;
using AiStack.Shared;
using Microsoft.AspNetCore.Connections;

namespace AiStack.Gateway.Router;

/// <summary>The role that spreads requests over the backends of each model, as vLLM production-stack's router does.</summary>
internal static partial class RouterRole
{
    /// <summary>Runs the router until SIGTERM or Ctrl-C.</summary>
    /// <param name="args">The role's flags.</param>
    /// <exception cref="UsageException">A mistake on the command line, or the port is taken.</exception>
    public static async Task RunAsync(string[] args)
    {
        if (args is ["--help" or "-h", ..])
        {
            Console.WriteLine($"Spreads requests over the backends of each model, as vllm-router does.{Environment.NewLine}{FlagSet.Describe(RouterFlags.All)}");
            return;
        }

        var options = RouterFlags.Parse(args);
        var application = RouterApplication.Create(options);
        try
        {
            await RunAsync(application, options);
        }
        finally
        {
            await DisposeAsync(application);
        }
    }

    private static async Task RunAsync(WebApplication application, RouterOptions options)
    {
        try
        {
            await application.StartAsync();
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            var holder = ListeningProcess.Find(options.Port) is { } name ? $" by {name}" : "";
            throw new UsageException($"Port {options.Port} is taken{holder}. End that program, or choose another port with --port.");
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException)
        {
            throw new UsageException($"Cannot listen on {options.Address?.ToString() ?? "localhost"} port {options.Port}: {e.Message}");
        }

        LogListening(application.Logger, string.Join(", ", application.Urls), options.Routing.Backends.Count);
        await application.WaitForShutdownAsync();
        await ThrowIfFailedAsync(application);
    }

    // Telemetry is flushed here, and a dashboard that keeps silent would hold the program for many seconds.
    private static async Task DisposeAsync(WebApplication application)
    {
        try
        {
            await Task.Run(() => application.DisposeAsync().AsTask()).WaitAsync(RouterFacts.FlushTimeout);
        }
        catch (TimeoutException)
        {
            // What is left runs on background threads and ends with the process.
        }
    }

    // A service that fails ends the host quietly; it must not pass for an orderly stop.
    private static async Task ThrowIfFailedAsync(WebApplication application)
    {
        foreach (var service in application.Services.GetServices<IHostedService>().OfType<BackgroundService>())
        {
            if (service.ExecuteTask is { IsFaulted: true } failed)
            {
                await failed;
            }
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Router listens on {Urls} for {Count} backends")]
    private static partial void LogListening(ILogger logger, string urls, int count);
}
