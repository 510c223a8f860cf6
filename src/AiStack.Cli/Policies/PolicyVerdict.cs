namespace AiStack.Cli.Policies;

/// <summary>What came of a case.</summary>
internal enum PolicyVerdict
{
    /// <summary>Everything that was expected holds.</summary>
    Passed,

    /// <summary>Something that was expected does not hold.</summary>
    Failed,

    /// <summary>It was not sent, because something that runs had ended or hung before.</summary>
    NotRun,
}
