using System.Globalization;
using AiStack.Components.Vllm;
using AiStack.Components.Vllm.Capacity;
using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;

namespace AiStack.Components.Keda.Rules;

/// <summary>What one engine can show of the metric is above the threshold at some time.</summary>
internal sealed class ReachableThresholdRule : IRule
{
    public IEnumerable<Problem> Check(Stack stack)
    {
        foreach (var (link, scale, model) in ScaledModels.Of(stack))
        {
            if (Highest(scale.Metric, model) is not { } highest)
            {
                continue;
            }

            if (scale.Threshold >= highest.Value)
            {
                yield return KedaProblems.NeverReached.At(link.Source.Of("scale_threshold"),
                    string.Create(CultureInfo.InvariantCulture, $"{scale.Metric} {highest.Reason}, so it is never above scale_threshold, which is {scale.Threshold}."), highest.Fix);
            }

            if (scale.MinReplicas == 0 && scale.ActivationThreshold >= highest.Value)
            {
                yield return KedaProblems.NeverReached.At(link.Source.Of("activation_threshold"),
                    string.Create(CultureInfo.InvariantCulture, $"{scale.Metric} {highest.Reason}, so it is never above activation_threshold, which is {scale.ActivationThreshold}."),
                    "Lower activation_threshold, or leave it out.");
            }
        }
    }

    private static (double Value, string Reason, string Fix)? Highest(string? metric, ModelSpec model) => metric switch
    {
        ScaleMetrics.CacheUsage when model.ModelPath is not null && LanguageModels.Find(model.ModelPath) is { Cache.IsKept: false } =>
            (0, $"stays 0, because {model.ModelPath} is an encoder and keeps no KV cache", $"Scale by {ScaleMetrics.Waiting} instead."),
        ScaleMetrics.CacheUsage => (1, "is a share from 0 to 1", "Write a share such as 0.8."),
        ScaleMetrics.Running when EngineOptions.Parse(model.ExtraArguments).MaxSequences is { } most =>
            (most, string.Create(CultureInfo.InvariantCulture, $"ends at {most} requests of one engine (--max-num-seqs)"), $"Lower scale_threshold, or scale by {ScaleMetrics.Waiting}."),
        ScaleMetrics.Running => (ScaleMetrics.MostRunning, string.Create(CultureInfo.InvariantCulture, $"ends at {ScaleMetrics.MostRunning} requests of one engine or fewer (--max-num-seqs is not set)"),
            $"Lower scale_threshold, or scale by {ScaleMetrics.Waiting}."),
        _ => null,
    };
}
