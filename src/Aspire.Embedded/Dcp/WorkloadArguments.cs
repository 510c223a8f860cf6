using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Dcp;

/// <summary>The arguments of a program as the dashboard shows them.</summary>
internal static class WorkloadArguments
{
    internal static ImmutableArray<string> Values(DcpWorkload workload) =>
        workload.Status?.Arguments is { } effective ? [.. effective] : [.. (workload.Configuration?.Arguments ?? []).Select(argument => argument.Value)];

    /// <summary>The properties from which the dashboard makes the source column; with them it masks single arguments.</summary>
    internal static IEnumerable<ResourcePropertySnapshot> Properties(DcpWorkload workload)
    {
        if (workload.Configuration is not { Arguments: { Count: > 0 } arguments })
        {
            return [];
        }

        return
        [
            new("resource.appArgs", Values(workload)) { IsSensitive = arguments.Any(argument => argument.IsSecret) },
            new("resource.appArgsSensitivity", arguments.Select(argument => argument.IsSecret ? 1 : 0).ToImmutableArray()),
        ];
    }
}
