namespace AiStack.Autoscaling;

/// <summary>Replicas of a workload, as its <c>/scale</c> and its pods tell.</summary>
/// <param name="Wanted">What was last asked for: <c>spec.replicas</c>.</param>
/// <param name="Existing">Those that there are, ready or not: <c>status.replicas</c>. The average of an <see cref="MetricTarget.AverageValue"/> is over these.</param>
/// <param name="Ready">Those that answer. The growth of a <see cref="MetricTarget.Value"/> starts from these.</param>
public readonly record struct ReplicaCounts(int Wanted, int Existing, int Ready);
