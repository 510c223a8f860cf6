using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Questions about executables.</summary>
internal static class ExecutableResourceExtensions
{
    /// <summary>The resources that run as processes on this machine.</summary>
    /// <param name="model">The application.</param>
    /// <returns>Its executables.</returns>
    public static IEnumerable<ExecutableResource> GetExecutableResources(this DistributedApplicationModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Resources.OfType<ExecutableResource>();
    }
}
