using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Holds back the start of a resource until another one is there.</summary>
/// <param name="resource">The other resource.</param>
/// <param name="waitType">What is waited for.</param>
/// <param name="exitCode">For <see cref="WaitType.WaitForCompletion"/>: the exit code it has to end with.</param>
[DebuggerDisplay("{WaitType} {Resource.Name,nq}")]
internal sealed class WaitAnnotation(IResource resource, WaitType waitType, int exitCode = 0) : IResourceAnnotation
{
    /// <summary>The other resource.</summary>
    public IResource Resource { get; } = resource ?? throw new ArgumentNullException(nameof(resource));

    /// <summary>What is waited for.</summary>
    public WaitType WaitType { get; } = waitType;

    /// <summary>What becomes of the wait when the other resource ends or cannot start.</summary>
    /// <value><see langword="null"/> (default): see <see cref="ResourceNotificationServiceOptions.DefaultWaitBehavior"/>.</value>
    public WaitBehavior? WaitBehavior { get; init; }

    /// <summary>For <see cref="WaitType.WaitForCompletion"/>: the exit code it has to end with.</summary>
    public int ExitCode { get; } = exitCode;
}
