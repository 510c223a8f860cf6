namespace AiStack.Cli.Load;

/// <summary>How a load ended.</summary>
internal sealed record LoadEnd
{
    /// <summary>For how long requests were sent.</summary>
    public required TimeSpan Sending { get; init; }

    /// <summary>Time from the beginning to the last answer.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Whether it was ended before its time.</summary>
    public required bool IsInterrupted { get; init; }

    /// <summary>Requests that were due and never sent, because too many ran.</summary>
    public required long NeverSent { get; init; }

    /// <summary>A 404 that came before any request was answered.</summary>
    public RequestFailure? NotFound { get; init; }
}
