using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>An AppHost whose entry point runs up to Build, and there waits for the test.</summary>
internal sealed class TestedAppHost : AppHostInterceptor
{
    private readonly TaskCompletionSource<DistributedApplicationBuilder> _builder = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _mayBuild = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<DistributedApplication> _application = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The AppHost's builder, once its entry point has said all that it has to say.</summary>
    internal Task<DistributedApplicationBuilder> Builder => _builder.Task;

    /// <summary>The application that the entry point has built.</summary>
    internal Task<DistributedApplication> Application => _application.Task;

    /// <inheritdoc />
    internal override void OnCreating(DistributedApplicationOptions options, HostApplicationBuilderSettings settings) => TestDefaults.Apply(options, settings);

    /// <inheritdoc />
    internal override void OnCreated(DistributedApplicationBuilder builder)
    {
    }

    /// <inheritdoc />
    internal override void OnBuilding(DistributedApplicationBuilder builder)
    {
        _builder.TrySetResult(builder);
        _mayBuild.Task.GetAwaiter().GetResult();
    }

    /// <inheritdoc />
    internal override void OnBuilt(DistributedApplication application) => _application.TrySetResult(application);

    /// <summary>What the entry point awaits in Run, instead of starting the application, which the test does.</summary>
    internal Task OnRunAsync() => _end.Task;

    /// <summary>Lets the entry point build.</summary>
    internal void Build() => _mayBuild.TrySetResult();

    /// <summary>Lets the entry point return.</summary>
    internal void End()
    {
        _mayBuild.TrySetException(new OperationCanceledException("The test has ended before the application was built."));
        _end.TrySetResult();
    }

    /// <summary>The entry point has returned or failed: nobody needs to wait for it any longer.</summary>
    internal void OnExited(Exception? error)
    {
        error ??= new InvalidOperationException("The AppHost's entry point returned without building an application.");
        _builder.TrySetException(error);
        _application.TrySetException(error);
    }
}
