using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Dashboard.Protocol;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Embedded.Tests.Dashboard;

/// <summary>The resource service on a free port, and a client that talks to it as the dashboard does.</summary>
internal sealed class ResourceServerHost : IAsyncDisposable
{
    private readonly ResourceServer _server;
    private readonly GrpcChannel _channel;

    private readonly ServiceProvider _services;

    private ResourceServerHost()
    {
        Configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ASPNETCORE_URLS", "http://localhost:0")]).Build();
        Settings = new DashboardSettings(Configuration, "test", allowUnsecuredTransport: true);
        Keys = new DashboardKeys(Configuration);
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IHostApplicationLifetime>(new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance))
            .AddSingleton<ResourceLoggerService>()
            .AddSingleton<ResourceNotificationService>()
            .AddSingleton(services => new ResourceCommandService(services.GetRequiredService<ResourceNotificationService>(), services.GetRequiredService<ResourceLoggerService>(), services))
            .AddSingleton(Settings)
            .AddSingleton(Keys)
            .AddSingleton<ResourceFeed>()
            .AddSingleton<ResourceFeedPump>()
            .AddSingleton<ResourceServer>()
            .BuildServiceProvider();
        _server = _services.GetRequiredService<ResourceServer>();
        _channel = GrpcChannel.ForAddress(_server.Url);
        Client = new DashboardService.DashboardServiceClient(_channel);
    }

    internal IConfiguration Configuration { get; }

    internal DashboardSettings Settings { get; }

    internal DashboardKeys Keys { get; }

    internal ResourceFeed Feed => _services.GetRequiredService<ResourceFeed>();

    internal ResourceNotificationService Notifications => _services.GetRequiredService<ResourceNotificationService>();

    internal ResourceLoggerService Logs => _services.GetRequiredService<ResourceLoggerService>();

    internal DashboardService.DashboardServiceClient Client { get; }

    internal Uri Url => _server.Url;

    internal Metadata Key => new() { { "x-resource-service-api-key", Keys.ResourceServiceApiKey } };

    /// <remarks>Nobody has to wait for the server: whoever calls too early is answered when it runs.</remarks>
    internal static ResourceServerHost Start()
    {
        var host = new ResourceServerHost();
        _ = host._server.RunAsync();
        return host;
    }

    internal void Publish(string name, string? state = null) =>
        Feed.Publish(ResourceMessage.Create(name, name, new() { ResourceType = "Executable", Properties = [], State = state }, DateTime.UtcNow));

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _services.DisposeAsync();
    }
}
