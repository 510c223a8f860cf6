using System.Reflection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>The code of an AppHost, run on a thread of its own: it stops where it builds its application until the test wants it built.</summary>
internal sealed class AppHostRun(
    Assembly appHost,
    string[] args,
    Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure) : TestDefaults(appHost, args, configure), IAsyncDisposable
{
    private readonly string[] _args = args;
    private readonly Assembly _appHost = appHost;
    private readonly TaskCompletionSource<DistributedApplicationBuilder> _builder = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<DistributedApplication> _application = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool> _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Exception? _failureAfterBuild;

    internal override bool StartsApplication => true;

    internal Task<DistributedApplicationBuilder> StartAsync(CancellationToken cancellationToken)
    {
        var entryPoint = _appHost.EntryPoint
            ?? throw new InvalidOperationException($"The assembly '{_appHost.GetName().Name}' has no entry point, so it is not an AppHost. Name a type of the AppHost's own assembly, such as Projects.AppHost.");

        new Thread(() => Run(entryPoint)) { IsBackground = true, Name = $"{_appHost.GetName().Name} under test" }.Start();
        return _builder.Task.WaitAsync(cancellationToken);
    }

    internal Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken)
    {
        _goOn.TrySetResult(true);
        return _application.Task.WaitAsync(cancellationToken);
    }

    internal override void OnBuilding(DistributedApplicationBuilder builder)
    {
        _builder.TrySetResult(builder);
        if (!_goOn.Task.GetAwaiter().GetResult())
        {
            throw new HostAbortedException("The test has disposed the application before building it.");
        }
    }

    internal override void OnBuilt(DistributedApplication application) => _application.TrySetResult(application);

    /// <summary>Ends the AppHost's code; done when its entry point has returned.</summary>
    /// <exception cref="InvalidOperationException">It has failed after building its application, which a test would not see otherwise.</exception>
    public async ValueTask DisposeAsync()
    {
        _goOn.TrySetResult(false);
        if (_application.Task.IsCompletedSuccessfully)
        {
            await (await _application.Task.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
        }

        if (_builder.Task.IsCompleted)
        {
            await _ended.Task.ConfigureAwait(false);
        }

        if (_failureAfterBuild is { } failure)
        {
            throw new InvalidOperationException($"The code of '{_appHost.GetName().Name}' has failed after building its application: {failure.Message}", failure);
        }
    }

    private void Run(MethodInfo entryPoint)
    {
        Current = this;
        try
        {
            var result = entryPoint.Invoke(null, entryPoint.GetParameters().Length == 0 ? null : [_args]);
            (result as Task)?.GetAwaiter().GetResult();
            if (!_application.Task.IsCompletedSuccessfully)
            {
                Fail(new InvalidOperationException($"The entry point of '{_appHost.GetName().Name}' has ended without building an application."));
            }
        }
        catch (TargetInvocationException exception) when (exception.InnerException is { } inner)
        {
            Fail(inner);
        }
#pragma warning disable CA1031 // Whatever AppHost code throws belongs to the test that waits for it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Fail(exception);
        }
        finally
        {
            _ended.TrySetResult();
        }
    }

    private void Fail(Exception exception)
    {
        if (_application.Task.IsCompletedSuccessfully)
        {
            _failureAfterBuild = exception;
            return;
        }

        // Whoever waits for the builder or the application gets the failure; nobody else must.
        _builder.TrySetException(exception);
        _application.TrySetException(exception);
        _ = _builder.Task.Exception;
        _ = _application.Task.Exception;
    }
}
