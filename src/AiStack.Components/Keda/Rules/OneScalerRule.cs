using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;

namespace AiStack.Components.Keda.Rules;

/// <summary>A model is scaled by one autoscaler.</summary>
internal sealed class OneScalerRule : IRule
{
    // The same pair twice is somebody else's problem: doubled links.
    public IEnumerable<Problem> Check(Stack stack) =>
        from model in ScaledModels.Of(stack).GroupBy(scaled => scaled.Link.To)
        let scalers = model.DistinctBy(scaled => scaled.Link.From).ToList()
        from second in scalers.Skip(1)
        select KedaProblems.ScaledTwice.At(second.Link.Source.Of(), $"{model.Key} is scaled by '{scalers[0].Link.From.Reference}' already.", $"Remove the link from '{second.Link.From.Reference}', or the other one.");
}
