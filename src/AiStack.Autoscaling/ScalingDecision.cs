namespace AiStack.Autoscaling;

/// <summary>What one look at the load came to.</summary>
/// <param name="Time">When, counted from where the autoscaler's time begins.</param>
/// <param name="By">Who decided.</param>
/// <param name="From">Replicas that were asked for until now.</param>
/// <param name="To">Replicas that are asked for from now on.</param>
/// <param name="Recommended">Replicas that the metrics alone ask for, before windows, speeds and limits. <see langword="null"/>: they were not looked at, or could not be read.</param>
/// <param name="Reason">Why, in one line: «12 waiting / 5 per replica → 3; now 1 → 3».</param>
public sealed record ScalingDecision(TimeSpan Time, ScalingActor By, int From, int To, int? Recommended, string Reason)
{
    /// <summary>Whether the number changes.</summary>
    public bool Scales => From != To;
}
