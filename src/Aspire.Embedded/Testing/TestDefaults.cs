using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>How an application differs under test: no dashboard, ports of its own, and a stop that waits until everything is gone.</summary>
/// <remarks>Arguments of the test come later in the configuration and so win.</remarks>
internal sealed class TestDefaults : AppHostInterceptor
{
    internal static void Apply(DistributedApplicationOptions options, HostApplicationBuilderSettings settings)
    {
        options.DisableDashboard = true;
        options.AllowUnsecuredTransport = true;
        options.EnableResourceLogging = true;
        settings.Configuration!.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["DcpPublisher:RandomizePorts"] = "true",
            ["DcpPublisher:WaitForResourceCleanup"] = "true",
        });
    }

    /// <inheritdoc />
    internal override void OnCreating(DistributedApplicationOptions options, HostApplicationBuilderSettings settings) => Apply(options, settings);

    /// <inheritdoc />
    internal override void OnCreated(DistributedApplicationBuilder builder)
    {
    }

    /// <inheritdoc />
    internal override void OnBuilding(DistributedApplicationBuilder builder)
    {
    }

    /// <inheritdoc />
    internal override void OnBuilt(DistributedApplication application)
    {
    }
}
