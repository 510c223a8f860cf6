namespace AiStack.Gateway.Router;

/// <summary>What is known of a backend.</summary>
internal enum BackendState
{
    /// <summary>Not asked yet; requests are tried.</summary>
    Unknown,

    /// <summary>It answered last.</summary>
    Up,

    /// <summary>It refused, broke or kept silent last; it gets no requests until a probe succeeds.</summary>
    Down,
}
