using AiStack.Components.Prometheus;
using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;
using AiStack.Core.Units;

namespace AiStack.Components.Keda.Rules;

/// <summary>Times and thresholds of a scaler mean something with its minimum, and to what Prometheus does.</summary>
internal sealed class ScalingTimesRule : IRule
{
    // Kubernetes: stabilizationWindowSeconds of a HorizontalPodAutoscaler's behavior.
    private static readonly TimeSpan s_longestStabilization = TimeSpan.FromSeconds(3600);

    // Shorter ones are refused as such, and nothing is to be made of them.
    private static readonly TimeSpan s_shortest = TimeSpan.FromSeconds(1);

    public IEnumerable<Problem> Check(Stack stack)
    {
        foreach (var (link, scale, _) in ScaledModels.Of(stack))
        {
            if (scale.MinReplicas >= 1 && scale.CooldownPeriod > s_longestStabilization)
            {
                yield return KedaProblems.CooldownTooLong.At(link.Source.Of("cooldown_period"),
                    $"cooldown_period is {Duration.Format(scale.CooldownPeriod)}, and with a minimum of {scale.MinReplicas} it ends at 3600s.", "Write 3600s or less, or let the model sleep with keda_minreplicacount: 0.");
            }

            if (scale is { MinReplicas: >= 1, ActivationThreshold: not null })
            {
                yield return KedaProblems.ActivationIgnored.At(link.Source.Of("activation_threshold"),
                    $"activation_threshold means nothing with a minimum of {scale.MinReplicas}.", "Remove it, or let the model sleep with keda_minreplicacount: 0.");
            }

            var scraped = stack.LinksTo(stack.ParentOf(link.To)).Select(scrape => scrape.Options).OfType<ScrapeOptions>().FirstOrDefault();
            if (scraped is not null && scale.PollingInterval >= s_shortest && scraped.Interval >= s_shortest && scale.PollingInterval < scraped.Interval)
            {
                yield return KedaProblems.PolledFasterThanScraped.At(link.Source.Of("polling_interval"),
                    $"KEDA asks every {Duration.Format(scale.PollingInterval)}, but the metric is scraped every {Duration.Format(scraped.Interval)} only.",
                    $"Set interval: {Duration.Format(scale.PollingInterval)} on the link from prometheus, or polling_interval: {Duration.Format(scraped.Interval)}.");
            }
        }
    }
}
