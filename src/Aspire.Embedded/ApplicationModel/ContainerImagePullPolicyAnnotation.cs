namespace Aspire.Hosting.ApplicationModel;

/// <summary>When a container's image is pulled.</summary>
internal sealed class ContainerImagePullPolicyAnnotation : IResourceAnnotation
{
    /// <summary>When the image is pulled.</summary>
    public required ImagePullPolicy ImagePullPolicy { get; set; }
}
