using AiStack.Core;

namespace AiStack.Components.Keda;

/// <summary>KEDA: the cluster's autoscaler. What it scales, and by what, is said by its links.</summary>
public sealed record KedaSpec : ComponentSpec;
