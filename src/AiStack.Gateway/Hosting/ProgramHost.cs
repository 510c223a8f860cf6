using AiStack.Gateway.CommandLine;
using AiStack.Shared;
using Microsoft.AspNetCore.Connections;

namespace AiStack.Gateway.Hosting;

/// <summary>Runs a role until the program is told to stop.</summary>
internal static class ProgramHost
{
    /// <summary>Name of the program's spans and of its meter.</summary>
    public const string SourceName = "AiStack.Gateway";

    // The last spans and log lines get this long to reach the dashboard, which may have ended first.
    private static readonly TimeSpan s_flushTimeout = TimeSpan.FromMilliseconds(500);

    /// <summary>Runs an application until SIGTERM or Ctrl-C.</summary>
    /// <param name="application">The application.</param>
    /// <param name="host">Where it listens, as the user said it.</param>
    /// <param name="ports">Its ports, each with the flag that says it.</param>
    /// <param name="listening">Called when it listens.</param>
    /// <exception cref="UsageException">It cannot listen.</exception>
    public static async Task RunAsync(WebApplication application, string host, IReadOnlyList<(string Flag, int Port)> ports, Action listening)
    {
        try
        {
            await StartAsync(application, host, ports);
            listening();
            await application.WaitForShutdownAsync();
            await ThrowIfFailedAsync(application);
        }
        finally
        {
            await DisposeAsync(application);
        }
    }

    private static async Task StartAsync(WebApplication application, string host, IReadOnlyList<(string Flag, int Port)> ports)
    {
        try
        {
            await application.StartAsync();
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            var (flag, port) = ports.FirstOrDefault(port => e.Message.Contains($":{port.Port}:", StringComparison.Ordinal), ports[0]);

            // Tables of sockets are read while they change: who is overlooked once is found the second time.
            var holder = (ListeningProcess.Find(port) ?? ListeningProcess.Find(port)) is { } name ? $" by {name}" : "";
            throw new UsageException($"Port {port} is taken{holder}. End that program, or choose another port with {flag}.");
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException)
        {
            throw new UsageException($"Cannot listen on {host} port {string.Join(", ", ports.Select(port => port.Port))}: {e.Message}");
        }
    }

    private static async Task DisposeAsync(WebApplication application)
    {
        try
        {
            await Task.Run(() => application.DisposeAsync().AsTask()).WaitAsync(s_flushTimeout);
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
}
