using AiStack.Components.Offers;
using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;

namespace AiStack.Components.OpenWebUi.Rules;

/// <summary>Several replicas share all that one would keep for itself.</summary>
internal sealed class ReplicasRule : IRule
{
    public IEnumerable<Problem> Check(Stack stack)
    {
        foreach (var (openWebUi, spec) in stack.Of<OpenWebUiSpec>().Where(found => found.Spec.Replicas > 1))
        {
            var missing = new List<string>();
            Need<PostgresDatabase>("a cnpg database");
            Need<RedisServer>("redis");
            Need<VectorStore>("qdrant");
            if (missing.Count > 0)
            {
                yield return OpenWebUiProblems.Replicas.At(openWebUi.Source.Of("replicas"), $"{openWebUi} has {spec.Replicas} replicas but no link to {string.Join(", nor to ", missing)}.", "Add what is missing, or set 'replicas: 1'.");
            }

            if (spec.Storage?.AccessMode is { } mode and not AccessMode.ReadWriteMany)
            {
                yield return OpenWebUiProblems.Replicas.At(openWebUi.Source.Of("storage", "access_mode"), $"{openWebUi} has {spec.Replicas} replicas, but a disk with the access mode {mode} is not for all of them to write.",
                    "Set 'access_mode: ReadWriteMany', or set 'replicas: 1'.");
            }

            void Need<TOffer>(string what) where TOffer : class
            {
                if (!stack.OffersTo<TOffer>(openWebUi).Any())
                {
                    missing.Add(what);
                }
            }
        }
    }
}
