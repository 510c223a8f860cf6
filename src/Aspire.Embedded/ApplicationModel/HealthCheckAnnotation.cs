namespace Aspire.Hosting.ApplicationModel;

/// <summary>A health check that says whether a resource is well.</summary>
/// <param name="key">The name under which the check is registered in the application's services.</param>
internal sealed class HealthCheckAnnotation(string key) : IResourceAnnotation
{
    /// <summary>The name under which the check is registered in the application's services.</summary>
    public string Key { get; } = key ?? throw new ArgumentNullException(nameof(key));
}
