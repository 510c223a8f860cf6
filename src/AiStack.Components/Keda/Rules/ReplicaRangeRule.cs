using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;

namespace AiStack.Components.Keda.Rules;

/// <summary>There are numbers of engines between the fewest and the most, and the model starts with one of them.</summary>
internal sealed class ReplicaRangeRule : IRule
{
    public IEnumerable<Problem> Check(Stack stack)
    {
        foreach (var (link, scale, model) in ScaledModels.Of(stack))
        {
            if (scale.MinReplicas > scale.MaxReplicas)
            {
                yield return KedaProblems.MinimumAboveMaximum.At(link.Source.Of("keda_minreplicacount"),
                    $"keda_minreplicacount is {scale.MinReplicas}, above keda_maxreplicacount, which is {scale.MaxReplicas}.",
                    $"Raise keda_maxreplicacount to {scale.MinReplicas} or more, or lower keda_minreplicacount.");
            }
            else if (model.Replicas > scale.MaxReplicas)
            {
                yield return KedaProblems.ReplicasAboveMaximum.At(link.To.Source.Of("replicas"),
                    $"{link.To} starts with {model.Replicas} replicas, but '{link.From.Reference}' scales it to {scale.MaxReplicas} at most.",
                    $"Lower replicas to {scale.MaxReplicas}, or raise keda_maxreplicacount to {model.Replicas}.");
            }
        }
    }
}
