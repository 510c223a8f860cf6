using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dashboard;

/// <summary>The gRPC server which tells the dashboard about this AppHost: HTTP/2 without TLS, on the loopback interface only.</summary>
/// <remarks>
/// Its port listens from construction on, so the address can be handed out at once; a dashboard that calls before the server runs is
/// answered when it does.
/// </remarks>
internal sealed class ResourceServer : IAsyncDisposable
{
    private readonly Socket _listener;
    private readonly Lazy<WebApplication> _application;
    private readonly ResourceServiceLifetime _lifetime = new();
    private readonly ResourceFeedPump _pump;
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    /// <exception cref="DistributedApplicationException">The configured port cannot be listened on.</exception>
    public ResourceServer(
        DashboardSettings settings, DashboardKeys keys, ResourceFeed feed, ResourceFeedPump pump, ResourceLoggerService logs, ResourceCommandService commands, ILoggerFactory loggers)
    {
        _pump = pump;
        _listener = LoopbackPort.Listen(settings.ResourceServicePort);
        var endpoint = (IPEndPoint)_listener.LocalEndPoint!;
        Url = new Uri($"http://127.0.0.1:{endpoint.Port}");

        // Building it costs some 100 ms of compiling, which the start of the application need not wait for.
        _application = new(() =>
        {
            var builder = WebApplication.CreateEmptyBuilder(new());
            builder.WebHost
                .UseKestrelCore()
                .UseSockets(sockets => sockets.CreateBoundListenSocket = _ => _listener)
                .ConfigureKestrel(kestrel => kestrel.Listen(endpoint, listen => listen.Protocols = HttpProtocols.Http2));
            builder.Services
                .AddSingleton(loggers).AddSingleton(settings).AddSingleton(keys).AddSingleton(feed).AddSingleton(logs).AddSingleton(commands).AddSingleton(_lifetime)
                .AddSingleton<ApiKeyInterceptor>().AddSingleton<DashboardRpc>()
                .AddGrpc(grpc => grpc.Interceptors.Add<ApiKeyInterceptor>());
            var application = builder.Build();
            application.MapGrpcService<DashboardRpc>();
            return application;
        });
    }

    /// <summary>Where the dashboard finds this server.</summary>
    internal Uri Url { get; }

    /// <summary>Answers from now on; ends when the server is disposed of.</summary>
    internal Task RunAsync()
    {
        _running = Task.Run(async () =>
        {
            await _application.Value.StartAsync(_stopping.Token).ConfigureAwait(false);
            await _pump.RunAsync(_stopping.Token).ConfigureAwait(false);
        });
        return _running;
    }

    public async ValueTask DisposeAsync()
    {
        _lifetime.Stop();
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_application.IsValueCreated)
        {
            await _application.Value.DisposeAsync().ConfigureAwait(false);
        }

        _listener.Dispose();
        _lifetime.Dispose();
        _stopping.Dispose();
    }
}
