using AiStack.Core.Problems;
using AiStack.Core.Schema;

namespace AiStack.Core.Checks;

/// <summary>External secrets name their store.</summary>
internal sealed class SecretStoreRule : IRule
{
    public IEnumerable<Problem> Check(Stack stack)
    {
        if (stack.Spec.Secrets is { Mode: SecretsMode.External, Store: null })
        {
            yield return PropertyProblems.Missing.At(stack.Source.Of("secrets"), "secrets.store is not given, and external secrets need a store to come from.",
                "Add 'store': the name of a ClusterSecretStore.");
        }
    }
}
