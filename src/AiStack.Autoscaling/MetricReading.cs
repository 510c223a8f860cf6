namespace AiStack.Autoscaling;

/// <summary>What came of asking for a trigger's value.</summary>
public readonly record struct MetricReading
{
    private readonly double _value;

    private MetricReading(double value, string? error)
    {
        _value = value;
        Error = error;
        IsNothing = error is null && !double.IsFinite(value);
    }

    /// <summary>The query matched no series, or its value is no number.</summary>
    public static MetricReading Nothing { get; } = new(double.NaN, null);

    /// <summary>Whether there was no error and yet no number.</summary>
    public bool IsNothing { get; }

    /// <summary>Why there is no value.</summary>
    /// <value><see langword="null"/>: nothing went wrong.</value>
    public string? Error { get; }

    /// <summary>A value; infinite ones and those that are no number count as <see cref="Nothing"/>.</summary>
    public static MetricReading Of(double value) => new(value, null);

    /// <summary>The question failed: no connection, no answer in time, a wrong query.</summary>
    /// <param name="reason">Why, in few words.</param>
    public static MetricReading Failed(string reason) => new(0, reason);

    /// <summary>The query matched several series, which KEDA refuses.</summary>
    /// <remarks>Source: kedacore/keda, <c>pkg/scalers/prometheus_scaler.go</c>, <c>ExecutePromQuery</c>: «prometheus query returned multiple elements».</remarks>
    public static MetricReading Several(int series) => new(0, FormattableString.Invariant($"the query matches {series} series, and KEDA takes one: write sum(…) around it"));

    /// <summary>The value as a trigger takes it.</summary>
    /// <returns>The value or 0; with what went wrong otherwise.</returns>
    /// <remarks>Source: <c>ExecutePromQuery</c>: nothing is 0 unless <c>ignoreNullValues</c> is false, then it is an error.</remarks>
    public (double Value, string? Error) ValueFor(ScalingTrigger trigger)
    {
        ArgumentNullException.ThrowIfNull(trigger);
        return Error is not null ? (0, Error)
            : !IsNothing ? (_value, null)
            : trigger.IgnoreNullValues ? (0, null) : (0, "no series found");
    }
}
