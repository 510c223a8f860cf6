using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Dashboard.Protocol;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Embedded.Tests.Dashboard;

/// <summary>The resource service on a free port, and a client that talks to it as the dashboard does.</summary>
internal sealed class ResourceServerHost : IAsyncDisposable
{
    private readonly ResourceServer _server;
    private readonly GrpcChannel _channel;

    private ResourceServerHost()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ASPNETCORE_URLS", "http://localhost:0")]).Build();
        Settings = new DashboardSettings(configuration, "test", allowUnsecuredTransport: true);
        Keys = new DashboardKeys(configuration);
        Configuration = configuration;
        _server = new ResourceServer(
            Settings, Keys, Feed, new ResourceFeedPump(Notifications, Feed, TimeProvider.System, NullLogger<ResourceFeedPump>.Instance), Logs, Commands, NullLoggerFactory.Instance);
        _channel = GrpcChannel.ForAddress(_server.Url);
        Client = new DashboardService.DashboardServiceClient(_channel);
    }

    internal IConfiguration Configuration { get; }

    internal DashboardSettings Settings { get; }

    internal DashboardKeys Keys { get; }

    internal ResourceFeed Feed { get; } = new();

    internal ResourceNotificationService Notifications { get; } = new();

    internal ResourceLoggerService Logs { get; } = new();

    internal ResourceCommandService Commands { get; } = new();

    internal DashboardService.DashboardServiceClient Client { get; }

    internal Uri Url => _server.Url;

    internal Metadata Key => new() { { "x-resource-service-api-key", Keys.ResourceServiceApiKey } };

    internal static async Task<ResourceServerHost> StartAsync()
    {
        var host = new ResourceServerHost();
        await host._server.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    internal void Publish(string name, string? state = null) =>
        Feed.Publish(ResourceMessage.Create(name, name, new() { ResourceType = "Executable", Properties = [], State = state }, DateTime.UtcNow));

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _server.DisposeAsync();
    }
}
