using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;

namespace AiStack.Components.Qdrant.Rules;

/// <summary>Servers and disks that keep a Qdrant database safe.</summary>
internal sealed class QdrantClusterRule : IRule
{
    public IEnumerable<Problem> Check(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);

        foreach (var (qdrant, spec) in stack.Of<QdrantSpec>())
        {
            if (spec.Replicas == 2)
            {
                yield return QdrantProblems.EvenReplicas.At(qdrant.Source.Of("replicas"), $"'{qdrant.Reference}' has 2 replicas, and both have to be up for collections to be made or changed.",
                    "Write 'replicas: 3' to bear the loss of one, or 1.");
            }

            if (spec.Storage?.AccessMode is AccessMode.ReadWriteMany or AccessMode.ReadOnlyMany)
            {
                yield return QdrantProblems.SharedStorage.At(qdrant.Source.Of("storage", "access_mode"), $"'{qdrant.Reference}' keeps its data on a disk with access mode {spec.Storage.AccessMode}, which damages it.",
                    "Write 'access_mode: ReadWriteOnce', or remove it.");
            }
        }
    }
}
