using Aspire.Hosting.Orchestration;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Aspire.Hosting;

public partial class DistributedApplication
{
    private bool _disposed;

    /// <summary>Whether this application is what its process is for, so that a failure is printed and becomes the exit code.</summary>
    internal bool EndsProcess { get; init; }

    /// <summary>The test that this application belongs to.</summary>
    internal AppHostInterceptor? Interceptor { get; init; }

    /// <summary>Runs or publishes the application until it is done or stopped. A mistake in the model is printed to standard error, and the exit code is 1.</summary>
    public void Run() => RunAsync().GetAwaiter().GetResult();

    /// <summary>Runs or publishes the application until it is done or stopped. A mistake in the model is printed to standard error, and the exit code is 1.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Done when it is stopped.</returns>
    public virtual async Task RunAsync(CancellationToken cancellationToken = default)
    {
        if (Interceptor is TestedAppHost appHost)
        {
            await appHost.OnRunAsync().ConfigureAwait(false);
            return;
        }

        try
        {
            await StartAsync(cancellationToken).ConfigureAwait(false);
            await _host.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (EndsProcess && exception is DistributedApplicationException or OptionsValidationException)
        {
            AppHostFailure.Report(exception.Message);
            await StopAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested)
        {
            // Ctrl-C while starting is a way to stop, not a failure.
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
    public virtual async Task StartAsync(CancellationToken cancellationToken = default)
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
        if (_disposed)
        {
            return;
        }

        _disposed = true;
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

        GC.SuppressFinalize(this);
    }
}
