namespace AiStack.Autoscaling.Replay;

/// <summary>A piece of a replay, until the next one begins.</summary>
public sealed record ReplayStep
{
    /// <summary>Where it begins.</summary>
    public required int Seconds { get; init; }

    /// <summary>Engines that answer.</summary>
    public required int Replicas { get; init; }

    /// <summary>Engines that are asked for; those that do not answer yet are loading.</summary>
    public required int DesiredReplicas { get; init; }

    /// <summary>Most requests that came in a second.</summary>
    public double RequestsPerSecond { get; init; }

    /// <summary>Most requests that waited.</summary>
    public double Waiting { get; init; }

    /// <summary>Most requests that were computed at once.</summary>
    public double Running { get; init; }

    /// <summary>Longest time to the first token, in seconds. <see langword="null"/>: nobody got one.</summary>
    public double? TimeToFirstToken { get; init; }

    /// <summary>Requests that came while no engine answered.</summary>
    public double Lost { get; init; }

    /// <summary>Why as many engines are asked for: the reason of the last decision.</summary>
    public required string Reason { get; init; }
}
