namespace AiStack.Autoscaling.Replay;

/// <summary>What a replay came to.</summary>
public sealed record ReplaySummary
{
    /// <summary>Seconds that were played.</summary>
    public required int Seconds { get; init; }

    /// <summary>Requests that came.</summary>
    public required double Requests { get; init; }

    /// <summary>Requests that came while no engine answered: 404 or 503 by the router.</summary>
    public required double LostAtZero { get; init; }

    /// <summary>Requests that an engine had when it was taken away.</summary>
    public required double CutOff { get; init; }

    /// <summary>Most requests that waited at one time.</summary>
    public required double PeakWaiting { get; init; }

    /// <summary>Fewest engines that were asked for.</summary>
    public required int FewestReplicas { get; init; }

    /// <summary>Most engines that were asked for.</summary>
    public required int MostReplicas { get; init; }

    /// <summary>Times that engines were added.</summary>
    public required int ScaleUps { get; init; }

    /// <summary>Times that engines were taken away.</summary>
    public required int ScaleDowns { get; init; }

    /// <summary>Second in which requests first wait (or are lost). <see langword="null"/>: they never do.</summary>
    public required int? FirstWait { get; init; }

    /// <summary>Second in which engines are first added.</summary>
    public required int? FirstScaleUp { get; init; }

    /// <summary>Second in which an engine that was added first answers.</summary>
    public required int? FirstAddedReady { get; init; }

    /// <summary>Seconds to the first token that half of the requests do not exceed.</summary>
    public required double? FirstTokenP50 { get; init; }

    /// <summary>Seconds to the first token that 95 of 100 requests do not exceed.</summary>
    public required double? FirstTokenP95 { get; init; }

    /// <summary>Seconds to the first token that 99 of 100 requests do not exceed.</summary>
    public required double? FirstTokenP99 { get; init; }

    /// <summary>Requests that one engine answers in a second at most, with the tokens of the load's peak.</summary>
    public required double CapacityPerReplica { get; init; }

    /// <summary>Engines × hours, from being asked for to being taken away.</summary>
    public required double ReplicaHours { get; init; }

    /// <summary>GPUs × hours.</summary>
    public required double GpuHours { get; init; }

    /// <summary>What that costs. <see langword="null"/>: no price is known.</summary>
    public required double? Cost { get; init; }
}
