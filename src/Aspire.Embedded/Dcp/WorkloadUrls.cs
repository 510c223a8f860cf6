using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Dcp;

/// <summary>The URLs of an executable or a container. The orchestrator lists them; here is known whether something answers there.</summary>
internal static class WorkloadUrls
{
    internal static ImmutableArray<UrlSnapshot> Of(DcpWorkload workload, CustomResourceSnapshot before, bool isRunning)
    {
        _ = workload;
        return [.. before.Urls.Select(url => url with { IsInactive = !isRunning })];
    }
}
