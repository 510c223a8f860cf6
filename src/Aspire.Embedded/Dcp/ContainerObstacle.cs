using AiStack.Shared;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dcp;

/// <summary>Says why containers do not run: once to the console, and in the log of each container.</summary>
internal sealed class ContainerObstacle(DcpOptions options, ResourceLoggerService logs, ILogger<ContainerObstacle> logger)
{
    private int _said;

    internal async Task ReportAsync(DcpWorkload workload, CancellationToken cancellationToken)
    {
        var reason = await ContainerEngine.FindObstacleAsync(options.ContainerRuntime ?? ContainerEngine.DefaultCommand, cancellationToken, TimeSpan.FromSeconds(15)).ConfigureAwait(false) ?? "DCP does not accept the container runtime";
        if (Interlocked.Exchange(ref _said, 1) == 0)
        {
            logger.LogWarning("Containers cannot run: {Reason}. They start by themselves once this is mended; everything else runs.", reason);
        }

        logs.GetLogger(workload.Resource).LogError("The container cannot run: {Reason}. It starts by itself once this is mended.", reason);
    }
}
