using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;
using AiStack.Core.Schema;

namespace AiStack.Components.Keda.Rules;

/// <summary>The metric that a model is scaled by is one that its engines have, and a level rather than a count.</summary>
internal sealed class ScaleMetricRule : IRule
{
    private static readonly string[] s_parts = ["_bucket", "_sum", "_count"];

    public IEnumerable<Problem> Check(Stack stack)
    {
        foreach (var (link, scale, _) in ScaledModels.Of(stack))
        {
            // What cannot be a name at all is reported with the property.
            if (scale.Metric is { Length: > 0 } && scale.Metric.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or ':') && Judge(scale.Metric) is { } found)
            {
                yield return found.Kind.At(link.Source.Of("scale_metric"), found.Message, found.Fix);
            }
        }
    }

    private static (ProblemKind Kind, string Message, string Fix)? Judge(string metric)
    {
        var bare = s_parts.Where(part => metric.EndsWith(part, StringComparison.Ordinal)).Select(part => metric[..^part.Length]).FirstOrDefault() ?? metric;
        if (ScaleMetrics.Gauges.Contains(metric))
        {
            return null;
        }

        if (ScaleMetrics.Renamed.TryGetValue(metric, out var now))
        {
            var isLevel = ScaleMetrics.Gauges.Contains(now);
            return (KedaProblems.NotAnEngineMetric, $"vLLM has no {metric} any more{(isLevel ? "" : $"; {now} took its place, which is a histogram")}.", $"Write {(isLevel ? now : ScaleMetrics.Waiting)}.");
        }

        if (ScaleMetrics.OfRouter.Contains(metric))
        {
            return (KedaProblems.NotAnEngineMetric, $"{metric} is the router's metric: the engines of a model do not have it.", $"Use a metric of the engines, such as {ScaleMetrics.Waiting}.");
        }

        if (ScaleMetrics.Histograms.Contains(metric))
        {
            return (KedaProblems.NotAnEngineMetric, $"{metric} is a histogram, of which Prometheus only has buckets, a sum and a count.", $"Use a gauge such as {ScaleMetrics.Waiting}.");
        }

        if (ScaleMetrics.Counters.Contains(metric) || ScaleMetrics.Histograms.Contains(bare) || metric.EndsWith("_total", StringComparison.Ordinal))
        {
            return (KedaProblems.RawCounter, $"{metric} only ever grows: once above the threshold it stays there.", $"Use a gauge such as {ScaleMetrics.Waiting} or {ScaleMetrics.Running}.");
        }

        return Spelling.Nearest(metric, ScaleMetrics.Gauges) is { } meant
            ? (KedaProblems.NotAnEngineMetric, $"There is no metric {Excerpt.Of(metric)}.", $"Write {meant}.")
            : (KedaProblems.UnknownMetric, $"{Excerpt.Of(metric)} is none of the metrics of vLLM that are known here.", $"Make sure that the engines have it; {ScaleMetrics.Waiting} is the usual one.");
    }
}
