namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a resource waits for.</summary>
internal enum WaitType
{
    /// <summary>The other one runs and its health checks pass.</summary>
    WaitUntilHealthy,

    /// <summary>The other one has ended.</summary>
    WaitForCompletion,

    /// <summary>The other one runs.</summary>
    WaitUntilStarted,
}
