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
    private readonly WebApplication _application;
    private readonly ResourceServiceLifetime _lifetime = new();
    private readonly ResourceFeedPump _pump;
    private readonly CancellationTokenSource _stopping = new();
    private Task _pumping = Task.CompletedTask;

    /// <exception cref="DistributedApplicationException">The configured port cannot be listened on.</exception>
    public ResourceServer(
        DashboardSettings settings, DashboardKeys keys, ResourceFeed feed, ResourceFeedPump pump, ResourceLoggerService logs, ResourceCommandService commands, ILoggerFactory loggers)
    {
        _pump = pump;
        _listener = LoopbackPort.Listen(settings.ResourceServicePort);
        Url = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}");

        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ListenHandle((ulong)_listener.Handle, endpoint => endpoint.Protocols = HttpProtocols.Http2);
        });
        builder.Logging.Services.AddSingleton(loggers);
        builder.Services
            .AddSingleton(settings).AddSingleton(keys).AddSingleton(feed).AddSingleton(logs).AddSingleton(commands).AddSingleton(_lifetime)
            .AddSingleton<ApiKeyInterceptor>().AddSingleton<DashboardRpc>()
            .AddGrpc(grpc => grpc.Interceptors.Add<ApiKeyInterceptor>());
        _application = builder.Build();
        _application.MapGrpcService<DashboardRpc>();
    }

    /// <summary>Where the dashboard finds this server.</summary>
    internal Uri Url { get; }

    internal async Task StartAsync(CancellationToken cancellationToken)
    {
        _pumping = _pump.RunAsync(_stopping.Token);
        await _application.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        _lifetime.Stop();
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
        await _pumping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _listener.Dispose();
        _lifetime.Dispose();
        _stopping.Dispose();
    }
}
