using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Holds back the start of a resource until another one is there.</summary>
[DebuggerDisplay("{WaitType} {Resource.Name,nq}")]
public sealed class WaitAnnotation : IResourceAnnotation
{
    /// <summary>Holds back the start of a resource.</summary>
    /// <param name="resource">The other resource.</param>
    /// <param name="waitType">What is waited for.</param>
    /// <param name="exitCode">For <see cref="WaitType.WaitForCompletion"/>: the exit code it has to end with.</param>
    internal WaitAnnotation(IResource resource, WaitType waitType, int exitCode = 0)
    {
        ArgumentNullException.ThrowIfNull(resource);
        (Resource, WaitType, ExitCode) = (resource, waitType, exitCode);
    }

    /// <summary>The other resource.</summary>
    public IResource Resource { get; }

    /// <summary>What is waited for.</summary>
    internal WaitType WaitType { get; }

    /// <summary>What becomes of the wait when the other resource ends or cannot start.</summary>
    /// <value><see langword="null"/> (default): see <see cref="ResourceNotificationServiceOptions.DefaultWaitBehavior"/>.</value>
    internal WaitBehavior? WaitBehavior { get; init; }

    /// <summary>For <see cref="WaitType.WaitForCompletion"/>: the exit code it has to end with.</summary>
    internal int ExitCode { get; }
}
