using AiStack.Components.Vllm;
using AiStack.Core.Units;

namespace AiStack.Components.Keda;

/// <summary>What a scaler asks Prometheus: queries that have one element, since KEDA refuses more.</summary>
/// <remarks>Source: kedacore/keda, <c>pkg/scalers/prometheus_scaler.go</c>. Jobs and namespaces are those of runtimes and routers, in the cluster and on a laptop alike.</remarks>
internal static class ScalingQuery
{
    /// <summary>Fewest seconds that a rate looks back on.</summary>
    private const int ShortestWindow = 120;

    /// <summary>The sum of a metric over all engines of a model.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="job">Job of the engines: the runtime's name.</param>
    /// <param name="jobNamespace">Their namespace.</param>
    /// <remarks>A sum for shares, too: KEDA divides it by the number of engines before it compares it with the threshold.</remarks>
    public static string OfEngines(string metric, string job, string jobNamespace) => $"sum({metric}{{{Labels(job, jobNamespace)}}})";

    /// <summary>1 while requests for a model come to its router, with or without engines; else 0.</summary>
    /// <param name="job">Job of the router: its name.</param>
    /// <param name="jobNamespace">Its namespace.</param>
    /// <param name="model">Name that clients ask for the model by.</param>
    /// <param name="interval">Time between two scrapes. A rate needs two samples, and four make up for one that is lost.</param>
    /// <remarks>The first request that a router ever counts makes its counter appear, which is no growth: the second one wakes the model.</remarks>
    public static string OfRequests(string job, string jobNamespace, string model, TimeSpan interval) =>
        $"max(rate({VllmMetrics.IncomingRequests}{{{Labels(job, jobNamespace)},{VllmMetrics.RouterModelLabel}=\"{Escape(model)}\"}}[{Duration.Format(WindowOf(interval))}]) > bool 0)";

    /// <summary>How long <see cref="OfRequests"/> looks back.</summary>
    /// <param name="interval">Time between two scrapes.</param>
    public static TimeSpan WindowOf(TimeSpan interval) => TimeSpan.FromSeconds(Math.Max(ShortestWindow, Math.Ceiling(interval.TotalSeconds * 4)));

    private static string Labels(string job, string jobNamespace) => $"job=\"{job}\",namespace=\"{jobNamespace}\"";

    private static string Escape(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
