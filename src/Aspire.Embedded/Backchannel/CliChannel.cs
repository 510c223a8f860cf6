using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Backchannel;

/// <summary>The channel to the `aspire` command that started this AppHost: it names a socket and calls us on it.</summary>
internal sealed class CliChannel(IConfiguration configuration, IServiceProvider services) : IHostedService, IAsyncDisposable
{
    /// <summary>Environment variable with the path of the socket; absent: no `aspire` command started us.</summary>
    internal const string PathSetting = "ASPIRE_BACKCHANNEL_PATH";

    private ChannelListener? _listener;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (configuration[PathSetting] is { Length: > 0 } path)
        {
            var rpc = ActivatorUtilities.CreateInstance<CliRpc>(services);
            // The command is our terminal: when it is gone, however it went, so are we.
            _listener = new(path, rpc, disconnected: rpc.Stop);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => DisposeAsync().AsTask();

    public ValueTask DisposeAsync() => _listener?.DisposeAsync() ?? ValueTask.CompletedTask;
}
