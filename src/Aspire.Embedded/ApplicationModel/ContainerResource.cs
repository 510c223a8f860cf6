namespace Aspire.Hosting.ApplicationModel;

/// <summary>A container. Integrations derive from it.</summary>
/// <param name="name">The resource's name.</param>
/// <param name="entrypoint">The program to run instead of the image's own. <see langword="null"/>: the image decides.</param>
public class ContainerResource(string name, string? entrypoint = null)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport, IResourceWithProbes, IComputeResource
{
    /// <summary>The program to run instead of the image's own.</summary>
    /// <value><see langword="null"/> (default): the image decides.</value>
    internal string? Entrypoint { get; set; } = entrypoint;
}
