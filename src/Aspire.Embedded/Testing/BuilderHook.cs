using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Testing;

/// <summary>Lets a test take over the application that an AppHost's entry point builds on this flow of execution.</summary>
/// <param name="isAppHost">Whether an AppHost's entry point builds, as opposed to the test itself.</param>
internal sealed class BuilderHook(bool isAppHost)
{
    private static readonly AsyncLocal<BuilderHook?> s_current = new();

    private readonly TaskCompletionSource<DistributedApplicationBuilder> _builder = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _mayBuild = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<DistributedApplication> _application = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The hook of this flow of execution; <see langword="null"/> outside of tests.</summary>
    internal static BuilderHook? Current
    {
        get => s_current.Value;
        set => s_current.Value = value;
    }

    /// <summary>Whether an AppHost's entry point builds, which then waits for the test; otherwise the test builds itself and only wants the defaults of tests.</summary>
    internal bool IsAppHost { get; } = isAppHost;

    /// <summary>The AppHost's builder, once its entry point has said all that it has to say and calls Build.</summary>
    internal Task<DistributedApplicationBuilder> Builder => _builder.Task;

    /// <summary>The application that the entry point has built.</summary>
    internal Task<DistributedApplication> Application => _application.Task;

    /// <summary>Called by the builder's constructor before it reads its options: a test has no dashboard unless it asks for one, and its ports are its own.</summary>
    /// <param name="options">The AppHost's options, to change.</param>
    /// <param name="configuration">The builder's configuration, still empty: what is added here, everything else overrides.</param>
    internal static void OnCreating(DistributedApplicationOptions options, IConfigurationBuilder configuration)
    {
        options.DisableDashboard = true;
        options.AllowUnsecuredTransport = true;
        options.EnableResourceLogging = true;
        configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["DcpPublisher:RandomizePorts"] = "true",
            ["DcpPublisher:WaitForResourceCleanup"] = "true",
        });
    }

    /// <summary>Called by Build on the AppHost's thread; returns when the test wants the application built.</summary>
    internal void OnBuilding(DistributedApplicationBuilder builder)
    {
        _builder.TrySetResult(builder);
        _mayBuild.Task.GetAwaiter().GetResult();
    }

    /// <summary>Called by Build with its result.</summary>
    internal void OnBuilt(DistributedApplication application) => _application.TrySetResult(application);

    /// <summary>What Run does on the AppHost's thread instead of starting: the test starts and stops the application.</summary>
    internal Task OnRunAsync() => _end.Task;

    /// <summary>Lets the entry point build.</summary>
    internal void Build() => _mayBuild.TrySetResult();

    /// <summary>Lets the entry point return.</summary>
    internal void End()
    {
        _mayBuild.TrySetException(new OperationCanceledException("The test has ended before the application was built."));
        _end.TrySetResult();
    }

    /// <summary>The entry point has returned or failed; nobody needs to wait for it any longer.</summary>
    internal void OnExited(Exception? error)
    {
        error ??= new InvalidOperationException("The AppHost's entry point returned without building an application.");
        _builder.TrySetException(error);
        _application.TrySetException(error);
    }
}
