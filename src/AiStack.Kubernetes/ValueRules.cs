namespace AiStack.Kubernetes;

/// <summary>What may be said anew about a published object by values of a chart, where the object itself does not show it.</summary>
public sealed record ValueRules
{
    /// <summary>Whether a second pod would do harm or have no use: it would keep a state of its own, or wait for the disk of the first.</summary>
    /// <value>Default: no. If so, how many there are is no value.</value>
    public bool IsAlone { get; init; }

    /// <summary>Whether who acts on it compares quantities as texts with what the API server makes of them, and never ends when they differ.</summary>
    /// <value>Default: no. If so, values have to be written as the API server writes them: <c>500m</c> rather than <c>0.5</c>.</value>
    public bool NeedsCanonicalQuantities { get; init; }

    /// <summary>Way from its spec to a text that has to be another one for a change to be rolled out, such as a checksum in an annotation of the pods.</summary>
    /// <value>Default: empty, every change is rolled out. If not, that text changes with every value but the number of pods.</value>
    public IReadOnlyList<string> RolloutPath { get; init; } = [];

    /// <summary>Variables of its containers that hold how many pods another workload has, by their names.</summary>
    /// <value>Default: none. They follow the value for that workload.</value>
    public IReadOnlyDictionary<string, ObjectKey> PodCounts { get; init; } = new Dictionary<string, ObjectKey>();
}
