using AiStack.Components.Prometheus;
using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;

namespace AiStack.Components.Keda.Rules;

/// <summary>Who is scaled is scraped, by one Prometheus.</summary>
internal sealed class ScalingNeedsMetricsRule : IRule
{
    public IEnumerable<Problem> Check(Stack stack)
    {
        var prometheus = stack.Of<PrometheusSpec>().Select(found => found.Component).ToList();
        foreach (var (link, _, _) in ScaledModels.Of(stack))
        {
            var vllm = stack.ParentOf(link.To);
            var scraping = stack.LinksTo(vllm).Where(scrape => scrape.From.Spec is PrometheusSpec).Select(scrape => scrape.From).Distinct().ToList();
            if (scraping.Count == 0)
            {
                yield return KedaProblems.WithoutMetrics.At(link.Source.Of(), $"'{link.From.Reference}' scales {link.To} by a metric, but no prometheus scrapes {vllm}.",
                    prometheus.Count == 0
                        ? $"Add a component of kind prometheus and link it: `- {{ from: prometheus, to: {vllm.Name} }}`."
                        : $"Add the link `- {{ from: {prometheus[0].Name}, to: {vllm.Name} }}`.");
            }
            else if (scraping.Count > 1)
            {
                yield return KedaProblems.ScrapedTwice.At(link.Source.Of(), $"{string.Join(" and ", scraping.Select(one => $"'{one.Name}'"))} scrape {vllm}; '{link.From.Reference}' asks '{scraping[0].Name}'.",
                    $"Keep one link to '{vllm.Name}', or put the prometheus that is meant first.");
            }
        }

        foreach (var (keda, _) in stack.Of<KedaSpec>())
        {
            if (!stack.LinksFrom(keda).Any())
            {
                yield return KedaProblems.ScalesNothing.At(keda.Source.Of(), $"{keda} is linked to no model and so scales nothing.",
                    $"Link it to a model, such as `from: {keda.Name}, to: <vllm component>/<model>`, or remove it.");
            }
        }
    }
}
