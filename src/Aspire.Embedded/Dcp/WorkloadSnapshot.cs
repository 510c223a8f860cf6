using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Dcp;

/// <summary>What the dashboard shows of an executable or a container: the previous picture with DCP's news in it.</summary>
internal static class WorkloadSnapshot
{
    internal static CustomResourceSnapshot Apply(DcpWorkload workload, CustomResourceSnapshot before, string state)
    {
        var status = workload.Status;
        return before with
        {
            ResourceType = workload.ResourceType,
            State = state,
            CreationTimeStamp = before.CreationTimeStamp ?? DateTime.UtcNow,
            StartTimeStamp = status?.Started,
            StopTimeStamp = status?.Finished,
            ExitCode = status?.ExitCode,
            EnvironmentVariables = Variables(workload),
            Volumes = [.. workload.Volumes],
            // The orchestrator lists them; here is known whether something answers there.
            Urls = [.. before.Urls.Select(url => url with { IsInactive = state != KnownResourceStates.Running })],
            Properties = Merge(before.Properties, workload.Properties.Concat(WorkloadArguments.Properties(workload))),
        };
    }

    // DCP's list holds the whole environment of this machine, or of the image; shown is what the application set.
    private static ImmutableArray<EnvironmentVariableSnapshot> Variables(DcpWorkload workload)
    {
        var effective = (workload.Status?.Variables ?? []).GroupBy(variable => variable.Name).ToDictionary(group => group.Key, group => group.Last().Value, StringComparer.Ordinal);
        return
        [
            .. (workload.Configuration?.Variables ?? []).OrderBy(variable => variable.Name, StringComparer.Ordinal).Select(variable =>
                new EnvironmentVariableSnapshot(variable.Name, effective.GetValueOrDefault(variable.Name, variable.Value), IsFromSpec: true) { IsSecret = variable.IsSecret }),
        ];
    }

    private static ImmutableArray<ResourcePropertySnapshot> Merge(ImmutableArray<ResourcePropertySnapshot> before, IEnumerable<ResourcePropertySnapshot> news)
    {
        var properties = before.ToBuilder();
        foreach (var property in news.Where(property => property.Value is not null))
        {
            var index = properties.FindIndex(known => known.Name == property.Name);
            if (index < 0)
            {
                properties.Add(property);
            }
            else
            {
                properties[index] = property;
            }
        }

        return properties.ToImmutable();
    }

    private static int FindIndex(this ImmutableArray<ResourcePropertySnapshot>.Builder properties, Predicate<ResourcePropertySnapshot> isIt)
    {
        for (var index = 0; index < properties.Count; index++)
        {
            if (isIt(properties[index]))
            {
                return index;
            }
        }

        return -1;
    }
}
