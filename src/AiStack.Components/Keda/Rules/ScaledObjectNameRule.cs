using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;

namespace AiStack.Components.Keda.Rules;

/// <summary>The ScaledObject's name leaves room for that of the HorizontalPodAutoscaler that KEDA makes, <c>keda-hpa-…</c>.</summary>
internal sealed class ScaledObjectNameRule : IRule
{
    private const int Longest = 63 - 9;

    public IEnumerable<Problem> Check(Stack stack) =>
        from scaled in ScaledModels.Of(stack)
        let name = KedaModule.ScaledObjectName(scaled.Link.To)
        where name.Length > Longest
        select StructureProblems.DerivedName.At(scaled.Link.Source.Of(), $"The ScaledObject of {scaled.Link.To} would be named '{name}', {name.Length} characters, and KEDA takes {Longest}.",
            $"Shorten the names of the component and the model by {name.Length - Longest} characters together.");
}
