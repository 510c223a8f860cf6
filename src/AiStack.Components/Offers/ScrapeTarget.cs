using AiStack.Core;
using AiStack.Core.Values;

namespace AiStack.Components.Offers;

/// <summary>Something that Prometheus can scrape on a laptop.</summary>
/// <param name="Job">Name of the job: the same as in the cluster, so that queries are the same.</param>
/// <param name="Addresses">Host and port of each instance.</param>
/// <param name="Path">Path of the metrics.</param>
/// <param name="Key">Bearer token that the target asks for. <see langword="null"/> (default): none.</param>
public sealed record ScrapeTarget(string Job, IReadOnlyList<ValueExpression> Addresses, string Path = "/metrics", SecretReference? Key = null)
{
    /// <summary>Host and port of each further instance that scaling may start, where something scales.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<ValueExpression> ScaledAddresses { get; init; } = [];
}
