namespace AiStack.Kubernetes.Quotas;

/// <summary>What pods take from a cluster, by resource: <c>cpu</c> in cores, <c>memory</c> in bytes, devices by number.</summary>
/// <param name="Requests">What they ask for. <see langword="null"/>: some of them do not say.</param>
/// <param name="Limits">What they may take. <see langword="null"/>: some of them do not say.</param>
internal sealed record Demand(IReadOnlyDictionary<string, decimal>? Requests, IReadOnlyDictionary<string, decimal>? Limits)
{
    /// <summary>Of nobody.</summary>
    public static Demand None { get; } = new(new Dictionary<string, decimal>(), new Dictionary<string, decimal>());

    /// <summary>Of both together.</summary>
    public Demand Plus(Demand other) => new(Join(Requests, other.Requests, decimal.Add), Join(Limits, other.Limits, decimal.Add));

    /// <summary>The larger one of both, resource by resource.</summary>
    public Demand Or(Demand other) => new(Join(Requests, other.Requests, Math.Max), Join(Limits, other.Limits, Math.Max));

    /// <summary>Of several.</summary>
    public Demand Times(int count) => new(Scale(Requests, count), Scale(Limits, count));

    private static Dictionary<string, decimal>? Join(IReadOnlyDictionary<string, decimal>? one, IReadOnlyDictionary<string, decimal>? other, Func<decimal, decimal, decimal> join) =>
        one is null || other is null ? null : one.Keys.Union(other.Keys).ToDictionary(resource => resource, resource => join(one.GetValueOrDefault(resource), other.GetValueOrDefault(resource)));

    private static Dictionary<string, decimal>? Scale(IReadOnlyDictionary<string, decimal>? demand, int count) => demand?.ToDictionary(entry => entry.Key, entry => entry.Value * count);
}
