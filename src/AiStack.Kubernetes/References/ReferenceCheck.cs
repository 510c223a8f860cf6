using AiStack.Core;
using AiStack.Core.Problems;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Kubernetes.References;

/// <summary>Checks that what objects refer to is published, made by somebody in the cluster, or listed as to be created.</summary>
internal static class ReferenceCheck
{
    private static readonly IReferenceRule[] s_core = [new PodReferences(), new SelectorReferences()];

    public static IEnumerable<Problem> Check(Stack stack, ReferenceIndex index, IEnumerable<IReferenceRule> rules) =>
        s_core.Concat(rules).SelectMany(rule => rule.Check(index)).Distinct()
            .Select(sentence => OutputProblems.DanglingReference.At(stack.Source.Of(), sentence, "Mend the setting that it comes from, or report it as a mistake of this program."));
}
