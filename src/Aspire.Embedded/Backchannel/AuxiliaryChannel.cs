using System.Buffers.Text;
using System.Globalization;
using System.IO.Hashing;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Backchannel;

/// <summary>
/// The socket by which `aspire ps`, `describe`, `logs` and `stop` find a running AppHost, however it was started. Their directory is
/// <c>~/.aspire/cli/bch</c>; a name is the hash of the AppHost's project file, a random part, and our process id.
/// </summary>
internal sealed class AuxiliaryChannel(AppHostInformation appHost, IHostApplicationLifetime lifetime, IServiceProvider services, ILogger<AuxiliaryChannel> logger)
    : IHostedService, IAsyncDisposable
{
    private ChannelListener? _listener;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Nobody looks for it before the application runs, and the start has better things to do. An AppHost inside a test is not for those commands.
        if (appHost.Assembly == Assembly.GetEntryAssembly() && appHost.Path.EndsWith("proj", StringComparison.OrdinalIgnoreCase))
        {
            lifetime.ApplicationStarted.Register(Listen);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => DisposeAsync().AsTask();

    public ValueTask DisposeAsync() => _listener?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>The file name of a socket of that project's AppHost.</summary>
    internal static string SocketName(string project, int processId)
    {
        var hash = Base64Url.EncodeToString(XxHash3.Hash(Encoding.UTF8.GetBytes(project)));
        return string.Create(CultureInfo.InvariantCulture, $"{hash}{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(6))}.{processId}");
    }

    private void Listen()
    {
        try
        {
            var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            var directory = Directory.CreateDirectory(Path.Combine(home, ".aspire", "cli", "bch")).FullName;
            _listener = new(Path.Combine(directory, SocketName(appHost.Path, Environment.ProcessId)), ActivatorUtilities.CreateInstance<AuxiliaryRpc>(services));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Net.Sockets.SocketException or ArgumentOutOfRangeException)
        {
            // A read-only home or an overlong path: the application runs all the same, only those commands do not see it.
            logger.LogInformation("This AppHost is not visible to `aspire ps` and its like: {Reason}", e.Message);
        }
    }
}
