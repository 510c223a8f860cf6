using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace AiStack.Hosting.Model;

/// <summary>Keeps what an AppHost's author added himself from waiting for components of which nothing runs here.</summary>
internal static class NotRunResources
{
    /// <summary>Takes away waits that would never end and addresses that nobody answers, and tells of both.</summary>
    internal static void Release(IDistributedApplicationBuilder builder, ILogger logger)
    {
        var notRun = builder.Resources
            .Select(resource => (Resource: resource, Mark: resource.Annotations.OfType<NotRunAnnotation>().LastOrDefault()))
            .Where(found => found.Mark is not null)
            .ToDictionary(found => found.Resource, found => found.Mark!.State);
        foreach (var resource in notRun.Keys)
        {
            // Who asks for one gets an error. One that is left would be waited for, or is a port that accepts and never answers.
            RemoveAll<EndpointAnnotation>(resource, _ => true);
        }

        foreach (var resource in builder.Resources)
        {
            foreach (var awaited in RemoveAll<WaitAnnotation>(resource, wait => notRun.ContainsKey(wait.Resource)).Select(wait => wait.Resource).Distinct())
            {
                logger.LogInformation("'{Resource}' does not wait for '{Awaited}', of which nothing runs here: {State}.", resource.Name, awaited.Name, notRun[awaited]);
            }

            // Components know what to do without each other.
            if (resource.Annotations.OfType<ComponentAnnotation>().Any())
            {
                continue;
            }

            foreach (var used in Referred(resource).Where(used => used is IResourceWithEndpoints && notRun.ContainsKey(used)))
            {
                logger.LogWarning(
                    "'{Resource}' refers to '{Used}', of which nothing runs here: {State}. It cannot start with an address of it: leave the reference out where the AppHost runs without it.",
                    resource.Name, used.Name, notRun[used]);
            }
        }
    }

    private static IEnumerable<IResource> Referred(IResource resource) => resource.Annotations.OfType<ResourceRelationshipAnnotation>()
        .Where(relationship => relationship.Type == "Reference")
        .Select(relationship => relationship.Resource)
        .Distinct();

    private static List<T> RemoveAll<T>(IResource resource, Func<T, bool> isMeant) where T : IResourceAnnotation
    {
        var removed = resource.Annotations.OfType<T>().Where(isMeant).ToList();
        foreach (var annotation in removed)
        {
            resource.Annotations.Remove(annotation);
        }

        return removed;
    }
}
