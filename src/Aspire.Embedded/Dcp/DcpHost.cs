using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dcp;

/// <summary>
/// The DCP of one application: launched once, watched while it runs, and stopped so that nothing of it is left. DCP in turn watches us:
/// however this process ends, DCP then ends everything it runs, and itself.
/// </summary>
/// <param name="findLaunch">Finds the program; asked when it is needed, for an application without executables and containers does without DCP.</param>
/// <param name="loggers">Where DCP's own log goes.</param>
internal sealed class DcpHost(Func<DcpLaunch> findLaunch, ILoggerFactory loggers) : IAsyncDisposable
{
    private static readonly TimeSpan s_startLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_stopLimit = TimeSpan.FromSeconds(30);

    // DCP gives a program 6 s to end; what takes it longer than this is not the programs.
    private static readonly TimeSpan s_stopPatience = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(10);

    private readonly ILogger _logger = loggers.CreateLogger("Aspire.Hosting.Dcp");
    private readonly TaskCompletionSource _died = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private Task<DcpClient>? _starting;
    private DcpSessionFolder? _folder;
    private DcpCertificate? _certificate;
    private DcpLogSocket? _log;
    private DcpClient? _client;
    private int _disposed;

    /// <summary>Completes when DCP has ended without having been asked to.</summary>
    internal Task Died => _died.Task;

    /// <summary>The folder of this run, once DCP has been launched.</summary>
    internal string? SessionFolder => _folder?.FullPath;

    /// <summary>Launches DCP, the first time; every caller gets the same client as soon as DCP answers.</summary>
    /// <exception cref="DistributedApplicationException">DCP cannot be started, or does not answer.</exception>
    internal Task<DcpClient> StartAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            // On another thread: the caller has a model to prepare meanwhile.
            _starting ??= Task.Run(LaunchAsync, CancellationToken.None);
        }

        return _starting.WaitAsync(cancellationToken);
    }

    private async Task<DcpClient> LaunchAsync()
    {
        var launch = findLaunch();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        limit.CancelAfter(s_startLimit);
        _certificate = new DcpCertificate();
        _log = PrepareFolder(_certificate);
        var token = RandomNumberGenerator.GetHexString(48, lowercase: true);
        try
        {
            await launch.RunAsync(_folder, token, limit.Token).ConfigureAwait(false);
            _client = new DcpClient(await DcpKubeconfig.ServerInAsync(_folder.Kubeconfig, s_poll, limit.Token).ConfigureAwait(false), token, _certificate);
            await AnswersAsync(_client, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!_stopping.IsCancellationRequested)
        {
            throw new DistributedApplicationException($"DCP ({launch.Path}) was started but gave no answer within {s_startLimit.TotalSeconds} s. What it says is logged in category 'Aspire.Hosting.Dcp' at level Debug.");
        }

        _ = Task.Run(() => NoticeDeathAsync(_client, _log), CancellationToken.None);
        _ = Task.Run(() => AbandonedSessionFolders.Remove(_logger), CancellationToken.None);
        return _client;
    }

    [MemberNotNull(nameof(_folder))]
    private DcpLogSocket PrepareFolder(DcpCertificate certificate)
    {
        try
        {
            _folder = DcpSessionFolder.Create();
            certificate.WriteTo(_folder);
            return new DcpLogSocket(_folder.LogSocket, loggers);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SocketException or ArgumentException)
        {
            // The last one: the path of a socket has some hundred characters at most.
            throw new DistributedApplicationException($"DCP needs the temp folder '{Path.GetTempPath()}' for its files, which cannot be written there: {exception.Message.TrimEnd('.')}. Mend that, or name another folder in TMPDIR.", exception);
        }
    }

    // The kubeconfig may be there some milliseconds before the server listens.
    private static async Task AnswersAsync(DcpClient client, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await client.GetExecutionAsync(cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(s_poll, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task NoticeDeathAsync(DcpClient client, DcpLogSocket log)
    {
        try
        {
            await DcpLiveness.UntilDeadAsync(client, log, _stopping.Token).ConfigureAwait(false);
            _died.TrySetResult();
        }
        catch (OperationCanceledException)
        {
            // It is being stopped: from now on its end is wanted.
        }
    }

    /// <summary>Ends everything DCP runs, then DCP; returns when its folder, which it deletes last, is gone.</summary>
    internal async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_stopping.IsCancellationRequested)
        {
            return;
        }

        await _stopping.CancelAsync().ConfigureAwait(false);
        if (_starting is null)
        {
            return;
        }

        _log?.IsEnding = true;

        // A launch that was under way ends now, with or without a DCP.
        await _starting.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).ConfigureAwait(false);
        if (!_died.Task.IsCompleted)
        {
            await AskToStopAsync(cancellationToken).ConfigureAwait(false);
        }

        await WaitForEndAsync(cancellationToken).ConfigureAwait(false);
        await DeleteFolderAsync().ConfigureAwait(false);
    }

    // A DCP that has died leaves its folder; its helpers, which end the programs then, keep their connections until they have.
    // One that took the request to stop and is seen to do nothing about it is asked by signal, and ended at last: seen once in some thousand stops.
    private async Task WaitForEndAsync(CancellationToken cancellationToken)
    {
        var waited = Stopwatch.StartNew();
        var signals = new Queue<(TimeSpan After, int Signal)>([(s_stopPatience, RunningProcess.Terminate), (2 * s_stopPatience, RunningProcess.Kill)]);
        while (_folder is { Exists: true } && _log is { Connections: > 0 })
        {
            if (signals.TryPeek(out var next) && waited.Elapsed > next.After)
            {
                signals.Dequeue();
                _logger.LogWarning("DCP has not ended within {Seconds} seconds and is sent signal {Signal}.", next.After.TotalSeconds, next.Signal);
                SignalDcp(next.Signal);
            }

            await Task.Delay(s_poll, cancellationToken).ConfigureAwait(false);
        }
    }

    private void SignalDcp(int signal)
    {
        foreach (var processId in _folder is null ? [] : DcpProcesses.WorkingIn(_folder.FullPath))
        {
            RunningProcess.Signal(processId, signal);
        }
    }

    // A DCP that was asked by signal deletes its folder at the same time: what it still writes, or has just deleted, may get in the way.
    private async Task DeleteFolderAsync()
    {
        const int Attempts = 200;
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            try
            {
                _folder?.DeleteIfPresent();
                return;
            }
            catch (IOException exception)
            {
                _logger.LogDebug(exception, "The folder of DCP cannot be deleted yet; the next start removes what is left of it.");
                await Task.Delay(s_poll, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private async Task AskToStopAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (_client is not null)
            {
                await _client.StopEverythingAsync(cancellationToken).ConfigureAwait(false);
                return;
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or DcpApiException)
        {
            _logger.LogDebug(exception, "DCP does not take the request to stop.");
        }

        // Launched but not reachable: ask its processes, which clean up on SIGTERM just as well.
        SignalDcp(RunningProcess.Terminate);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }

        using var limit = new CancellationTokenSource(s_stopLimit);
        try
        {
            await StopAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // It has been asked to end and will, with everything it runs; we need not be there.
            _logger.LogWarning("DCP is still ending programs or containers of this application.");
        }

        if (_log is not null)
        {
            await _log.DisposeAsync().ConfigureAwait(false);
        }

        _client?.Dispose();
        _certificate?.Dispose();
        _stopping.Dispose();
    }
}
