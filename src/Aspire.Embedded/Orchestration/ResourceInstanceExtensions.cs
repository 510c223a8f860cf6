using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

internal static class ResourceInstanceExtensions
{
    /// <summary>The id of a resource's states and logs: what the engine calls it, else its name.</summary>
    internal static string GetInstanceId(this IResource resource) =>
        resource.TryGetLastAnnotation<ResourceInstance>(out var instance) ? instance.Id : resource.Name;

    /// <summary>The resource that another one belongs to, by its type or by a relationship.</summary>
    internal static IResource? GetParent(this IResource resource) =>
        resource is IResourceWithParent child
            ? child.Parent
            : resource.Annotations.OfType<ResourceRelationshipAnnotation>().LastOrDefault(r => r.Type == KnownRelationshipTypes.Parent)?.Resource;
}
