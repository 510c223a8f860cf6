using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Aspire.Hosting;

public partial class DistributedApplication
{
    private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _starting = new();
    private Task? _started;
    private int _disposing;

    /// <summary>Whether a test has built this application: the test starts it then, and AppHost code that runs it only waits for its end.</summary>
    internal bool IsUnderTest { get; init; }

    /// <summary>Runs or publishes the application until it is done or stopped. A mistake in the model is printed to standard error, and the exit code is 1.</summary>
    public void Run() => RunAsync().GetAwaiter().GetResult();

    /// <summary>Runs or publishes the application until it is done or stopped. A mistake in the model is printed to standard error, and the exit code is 1.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Done when it is stopped.</returns>
    public virtual async Task RunAsync(CancellationToken cancellationToken = default)
    {
        if (IsUnderTest)
        {
            await _disposed.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        using var signals = StopSignals.Listen(Services.GetRequiredService<IHostApplicationLifetime>());
        try
        {
            await StartAsync(cancellationToken).ConfigureAwait(false);
            await _host.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is DistributedApplicationException or OptionsValidationException)
        {
            AppHostFailure.Report(exception.Message);
            await StopAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested)
        {
            // Ctrl-C while starting is a way to stop, not a failure; what was under way then fails in whatever way it is interrupted.
            Services.GetRequiredService<ILogger<DistributedApplication>>().LogDebug(exception, "The start was given up.");
            await StopAsync(CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            await DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Starts the application.</summary>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>Done when everything that waits for nothing has been started.</returns>
    /// <exception cref="DistributedApplicationException">The model has a mistake, or the engine cannot be started.</exception>
    public virtual Task StartAsync(CancellationToken cancellationToken = default)
    {
        // Under test both the test and AppHost code may start it.
        lock (_starting)
        {
            return _started ??= StartOnceAsync(cancellationToken);
        }
    }

    private async Task StartOnceAsync(CancellationToken cancellationToken)
    {
        await Services.GetRequiredService<BeforeStart>().RaiseAsync(cancellationToken).ConfigureAwait(false);
        await _host.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stops the application.</summary>
    /// <param name="cancellationToken">Ends the wait for it.</param>
    /// <returns>Done when nothing of it runs any more.</returns>
    public virtual Task StopAsync(CancellationToken cancellationToken = default) => _host.StopAsync(cancellationToken);

    /// <summary>Stops the application, if need be, and gives back what it holds.</summary>
    public virtual void Dispose()
    {
        DisposeAsync().AsTask().GetAwaiter().GetResult();
        GC.SuppressFinalize(this);
    }

    /// <summary>Stops the application, if need be, and gives back what it holds.</summary>
    /// <returns>Done when that is done.</returns>
    public virtual async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposing, 1) == 1)
        {
            await _disposed.Task.ConfigureAwait(false);
            return;
        }

        var lifetime = Services.GetRequiredService<IHostApplicationLifetime>();
        if (lifetime.ApplicationStarted.IsCancellationRequested && !lifetime.ApplicationStopped.IsCancellationRequested)
        {
            await StopAsync(CancellationToken.None).ConfigureAwait(false);
        }

        if (_host is IAsyncDisposable host)
        {
            await host.DisposeAsync().ConfigureAwait(false);
        }
        else
        {
            _host.Dispose();
        }

        _disposed.TrySetResult();
        GC.SuppressFinalize(this);
    }
}
