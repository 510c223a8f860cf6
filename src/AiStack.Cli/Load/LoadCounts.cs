namespace AiStack.Cli.Load;

/// <summary>How many requests and tokens there were.</summary>
internal record struct LoadCounts
{
    /// <summary>Requests sent.</summary>
    public long Sent { get; set; }

    /// <summary>Requests answered in full.</summary>
    public long Done { get; set; }

    /// <summary>Requests that failed.</summary>
    public long Failed { get; set; }

    /// <summary>Requests that were given up because the run was ended.</summary>
    public long Unfinished { get; set; }

    /// <summary>Tokens of prompts that were answered, as the server counts them.</summary>
    public long PromptTokens { get; set; }

    /// <summary>Tokens received: as the server counts them, and until it has told, or where it does not, one for each event with text.</summary>
    public long OutputTokens { get; set; }

    /// <summary>Requests that are on their way.</summary>
    public readonly long Running => Sent - Done - Failed - Unfinished;
}
