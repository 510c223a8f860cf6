using AiStack.Autoscaling;
using AiStack.Autoscaling.Replay;
using AiStack.Components.NodePools;
using AiStack.Components.Vllm;
using AiStack.Components.Vllm.Capacity;
using AiStack.Core;
using AiStack.Core.Problems;

namespace AiStack.Components.Keda;

/// <summary>The models of a stack, as a replay plays them.</summary>
public static class ModelReplays
{
    /// <summary>Whether an error only keeps a model from being scaled, so that a replay can show what it leads to.</summary>
    public static bool CanShow(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);

        return KedaProblems.Unscaled.Contains(problem.Kind);
    }

    /// <summary>Every model of a stack, in the order they were written.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="speed">How fast an engine is; its places and its KV cache are those of each model, where the stack says or they are known.</param>
    /// <param name="startUp">From being asked for to the first answer.</param>
    public static IReadOnlyList<ReplayedModel> Of(Stack stack, EngineSpeed speed, TimeSpan startUp)
    {
        ArgumentNullException.ThrowIfNull(stack);
        ArgumentNullException.ThrowIfNull(speed);

        return [.. stack.Models().Select(served => Of(stack, served, speed, startUp))];
    }

    private static ReplayedModel Of(Stack stack, ServedModel served, EngineSpeed speed, TimeSpan startUp)
    {
        var (component, model, _, vllm) = served;
        var interval = ModelScaling.ScrapeIntervalOf(stack, component);
        var link = ModelScaling.LinkOf(stack, component);
        var rules = link is null ? null : ModelScaling.RulesOf(stack, link);
        return new()
        {
            Name = component.Reference,
            Rules = rules,
            Sources = rules is null ? [] : [.. rules.Triggers.Select(trigger => SourceOf(stack, component, trigger, ((ScaleOptions)link!.Options).Metric))],
            Replicas = model.Replicas,
            Speed = speed with
            {
                MaxSequences = EngineCapacity.MaxSequencesOf(model) ?? speed.MaxSequences,
                KvCacheTokens = EngineCapacity.KvCacheTokens(stack, component) ?? speed.KvCacheTokens,
            },
            StartUp = startUp,
            ScrapeInterval = interval,
            RateWindow = ScalingQuery.WindowOf(interval),
            Gpus = vllm.Gpus,
            PricePerHour = PriceOf(stack, vllm),
            AnswersWithVectors = model.ModelType == ModelType.Embedding,
        };
    }

    // What nobody scrapes is found nowhere.
    private static TriggerSource SourceOf(Stack stack, Component model, ScalingTrigger trigger, string metric) =>
        !ModelScaling.IsScraped(stack, model) ? TriggerSource.Missing
        : trigger.Name == ModelScaling.RequestsTrigger ? TriggerSource.Requests
        : metric switch
        {
            ScaleMetrics.Waiting => TriggerSource.Waiting,
            ScaleMetrics.Running => TriggerSource.Running,
            ScaleMetrics.CacheUsage => TriggerSource.KvCacheUsage,
            _ when ScaleMetrics.Counters.Contains(metric) => TriggerSource.Counter,
            _ => TriggerSource.Unknown,
        };

    // The price is a node's: an engine has as much of it as it has of the node's GPUs.
    private static double? PriceOf(Stack stack, VllmSpec vllm)
    {
        if (NodePoolHardware.Find(stack, vllm.NodePool) is not { } pool || pool.Spec.PricePerHour is not { } price)
        {
            return null;
        }

        return vllm.Gpus > 0 && NodePoolHardware.Of(pool.Spec).GpusPerNode is > 0 and var gpus ? price * vllm.Gpus / gpus : price;
    }
}
