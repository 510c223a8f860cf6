namespace Aspire.Hosting.ApplicationModel;

/// <summary>What becomes of a wait when the other resource ends or cannot start.</summary>
public enum WaitBehavior
{
    /// <summary>It goes on: somebody may start the other one again.</summary>
    WaitOnResourceUnavailable,

    /// <summary>It fails, and so does the start of the one that waits.</summary>
    StopOnResourceUnavailable,
}
