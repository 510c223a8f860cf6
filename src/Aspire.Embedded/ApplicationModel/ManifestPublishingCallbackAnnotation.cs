namespace Aspire.Hosting.ApplicationModel;

/// <summary>How a resource is written to the deployment manifest. In this build it says only who is left out.</summary>
internal sealed class ManifestPublishingCallbackAnnotation : IResourceAnnotation
{
    private ManifestPublishingCallbackAnnotation()
    {
    }

    /// <summary>The resource is left out.</summary>
    public static ManifestPublishingCallbackAnnotation Ignore { get; } = new();
}
