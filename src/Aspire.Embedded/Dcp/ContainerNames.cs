using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Dcp;

/// <summary>The host names that a container has among its kind.</summary>
internal static class ContainerNames
{
    /// <summary>This machine, seen from a container.</summary>
    internal const string Host = "host.docker.internal";

    private const string Domain = ".dev.internal";

    /// <summary>The name others are told.</summary>
    internal static string InNetwork(IResource resource) => resource.Name + Domain;

    /// <summary>All of them: the resource's name with and without domain, and those it was given.</summary>
    internal static IReadOnlyList<string> AliasesOf(IResource resource) =>
        [resource.Name, InNetwork(resource), .. resource.Annotations.OfType<ContainerNetworkAliasAnnotation>().Select(annotation => annotation.Alias)];
}
