namespace AiStack.Autoscaling.Replay;

/// <summary>What a trigger showed over a replay.</summary>
internal sealed class TriggerRecord(ScalingTrigger trigger, TriggerSource source)
{
    public ScalingTrigger Trigger { get; } = trigger;

    public TriggerSource Source { get; } = source;

    /// <summary>Looks at it.</summary>
    public int Looks { get; private set; }

    /// <summary>Looks that came to no value.</summary>
    public int Failures { get; private set; }

    /// <summary>Why the last of these did.</summary>
    public string? Error { get; private set; }

    /// <summary>Highest value.</summary>
    public double Highest { get; private set; }

    /// <summary>How far the value was above its target at most: 1 is on target.</summary>
    public double HighestRatio { get; private set; }

    public void Add(MetricReading reading, int existing)
    {
        Looks++;
        var (value, error) = reading.ValueFor(Trigger);
        if (error is not null)
        {
            Failures++;
            Error = error;
            return;
        }

        Highest = Math.Max(Highest, value);
        if (existing > 0)
        {
            HighestRatio = Math.Max(HighestRatio, value / (Trigger.Threshold * (Trigger.Target == MetricTarget.AverageValue ? existing : 1)));
        }
    }
}
