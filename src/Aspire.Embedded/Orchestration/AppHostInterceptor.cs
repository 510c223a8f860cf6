using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Orchestration;

/// <summary>Looks over the shoulder of AppHost code that runs inside a test. Set for the code that a test starts and whatever that awaits.</summary>
internal abstract class AppHostInterceptor
{
    private static readonly AsyncLocal<AppHostInterceptor?> s_current = new();

    internal static AppHostInterceptor? Current
    {
        get => s_current.Value;
        set => s_current.Value = value;
    }

    /// <summary>Whether somebody else starts the application, so that AppHost code that runs it only waits for its end.</summary>
    internal abstract bool StartsApplication { get; }

    /// <summary>A builder is about to be set up: options may be changed.</summary>
    internal abstract void OnCreating(DistributedApplicationOptions options, HostApplicationBuilderSettings settings);

    /// <summary>A builder is there.</summary>
    internal abstract void OnCreated(DistributedApplicationBuilder builder);

    /// <summary>AppHost code has called <see cref="DistributedApplicationBuilder.Build"/>.</summary>
    internal abstract void OnBuilding(DistributedApplicationBuilder builder);

    /// <summary>The application is there.</summary>
    internal abstract void OnBuilt(DistributedApplication application);
}
