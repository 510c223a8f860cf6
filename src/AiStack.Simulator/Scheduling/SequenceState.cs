namespace AiStack.Simulator.Scheduling;

/// <summary>Where a sequence is in its life.</summary>
internal enum SequenceState
{
    /// <summary>Not yet given to the engine, or in its queue.</summary>
    Waiting,

    /// <summary>Has a place and produces tokens.</summary>
    Running,

    /// <summary>All tokens are there.</summary>
    Finished,

    /// <summary>Given up because the client went away or the server stops.</summary>
    Aborted,
}
