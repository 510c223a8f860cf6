namespace Aspire.Hosting.ApplicationModel;

/// <summary>States that the dashboard has an icon and the engine a meaning for. Any other text is a state, too.</summary>
public static class KnownResourceStates
{
    /// <summary>It is there and needs nothing to run, as a parameter with a value.</summary>
    internal static readonly string Active = nameof(Active);

    /// <summary>It is being built.</summary>
    public static readonly string Building = nameof(Building);

    /// <summary>It has ended: a container, or a process that was stopped.</summary>
    public static readonly string Exited = nameof(Exited);

    /// <summary>It could not be started.</summary>
    public static readonly string FailedToStart = nameof(FailedToStart);

    /// <summary>It has ended: a process.</summary>
    public static readonly string Finished = nameof(Finished);

    /// <summary>It waits for somebody to start it.</summary>
    public static readonly string NotStarted = nameof(NotStarted);

    /// <summary>It runs.</summary>
    public static readonly string Running = nameof(Running);

    /// <summary>The container runtime is missing or not well.</summary>
    public static readonly string RuntimeUnhealthy = nameof(RuntimeUnhealthy);

    /// <summary>It is being started.</summary>
    public static readonly string Starting = nameof(Starting);

    /// <summary>It is being stopped.</summary>
    public static readonly string Stopping = nameof(Stopping);

    /// <summary>It is a parameter without a value.</summary>
    public static readonly string ValueMissing = nameof(ValueMissing);

    /// <summary>It waits for other resources.</summary>
    public static readonly string Waiting = nameof(Waiting);

    /// <summary>The states in which it does not run and will not by itself.</summary>
    public static readonly IReadOnlyList<string> TerminalStates = [Finished, FailedToStart, Exited];
}
