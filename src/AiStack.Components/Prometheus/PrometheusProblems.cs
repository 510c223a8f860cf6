using AiStack.Core.Problems;

namespace AiStack.Components.Prometheus;

/// <summary>What can be wrong with Prometheus and its links.</summary>
internal static class PrometheusProblems
{
    public static ProblemKind ScrapesNothing { get; } = new("AIS325", Severity.Warning, "Prometheus scrapes nothing",
        "A Prometheus gets its targets from its links, and this one has none: no metrics, no dashboards, no scaling.\nLink it to what it should scrape: `- { from: prometheus, to: vllm }`.");

    public static IReadOnlyList<ProblemKind> All { get; } = [ScrapesNothing];
}
