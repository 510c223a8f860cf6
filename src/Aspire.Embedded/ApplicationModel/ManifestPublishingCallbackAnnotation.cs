namespace Aspire.Hosting.ApplicationModel;

/// <summary>How a resource is written to the deployment manifest. This build writes none; the annotation says who would be left out.</summary>
internal sealed class ManifestPublishingCallbackAnnotation : IResourceAnnotation
{
    private ManifestPublishingCallbackAnnotation()
    {
    }

    /// <summary>The resource is left out.</summary>
    public static ManifestPublishingCallbackAnnotation Ignore { get; } = new();
}
