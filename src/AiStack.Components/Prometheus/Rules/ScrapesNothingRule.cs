using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;

namespace AiStack.Components.Prometheus.Rules;

/// <summary>A Prometheus is linked to something.</summary>
internal sealed class ScrapesNothingRule : IRule
{
    public IEnumerable<Problem> Check(Stack stack) =>
        from found in stack.Of<PrometheusSpec>()
        where !stack.LinksFrom(found.Component).Any()
        select PrometheusProblems.ScrapesNothing.At(found.Component.Source.Of(), $"{found.Component} is linked to nothing and so scrapes nothing.",
            $"Link it to what it should scrape, such as `from: {found.Component.Name}, to: <vllm component>`, or remove it.");
}
