namespace Aspire.Hosting.Pipelines;

/// <summary>How a step or task ended.</summary>
public enum CompletionState
{
    /// <summary>It has not.</summary>
    InProgress,

    /// <summary>Well.</summary>
    Completed,

    /// <summary>Well enough.</summary>
    CompletedWithWarning,

    /// <summary>Badly.</summary>
    CompletedWithError,
}
