using System.Security.Cryptography;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>The id under which the engine runs a resource; it is also the id of its states and logs.</summary>
internal sealed class ResourceInstance : IResourceAnnotation
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    internal required string Id { get; init; }

    /// <summary>Gives every executable and container that has no id yet a random one, so that two runs never meet in the container runtime.</summary>
    internal static void AssignTo(IEnumerable<IResource> resources)
    {
        foreach (var resource in resources)
        {
            // One that lost its image since is no container any more.
            if (resource is not ExecutableResource && !resource.IsContainer() && resource.Annotations.OfType<ResourceInstance>().FirstOrDefault() is { } former)
            {
                resource.Annotations.Remove(former);
            }
        }

        foreach (var resource in resources.Where(resource => resource is ExecutableResource || resource.IsContainer()))
        {
            if (!resource.HasAnnotationOfType<ResourceInstance>())
            {
                var suffix = new string(RandomNumberGenerator.GetItems<char>(Letters, 8));
                resource.Annotations.Add(new ResourceInstance { Id = $"{resource.Name}-{suffix}" });
            }
        }
    }
}
