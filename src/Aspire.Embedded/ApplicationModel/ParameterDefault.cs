using Aspire.Hosting.Publishing;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a parameter is when configuration says nothing.</summary>
public abstract class ParameterDefault
{
    /// <summary>The default value.</summary>
    /// <returns>The value.</returns>
    public abstract string GetDefaultValue();

    /// <summary>Writes it to the deployment manifest, as the properties of the object <c>default</c>.</summary>
    /// <param name="context">Takes it.</param>
    public abstract void WriteToManifest(ManifestPublishingContext context);
}
