namespace AiStack.Kubernetes.Quotas;

/// <summary>Pods that an object brings about.</summary>
/// <param name="Each">What one of them takes.</param>
/// <param name="Most">How many there may be, with those that an update adds for a while.</param>
internal sealed record MadePodsOf(Demand Each, int Most);
