using AiStack.Kubernetes;
using AiStack.Kubernetes.References;

namespace AiStack.Components.Keda;

/// <summary>What a ScaledObject scales is there, and no second one scales it.</summary>
internal sealed class ScaleTargetReferences : IReferenceRule
{
    public IEnumerable<string> Check(ReferenceIndex index)
    {
        var seen = new HashSet<(string?, string, string)>();
        foreach (var scaler in index.OfKind(KedaFacts.ScalerKind))
        {
            var target = scaler.Spec!["scaleTargetRef"]!;
            var (group, kind, name) = (KubernetesObject.GroupOf(target["apiVersion"]!.GetValue<string>()), target["kind"]!.GetValue<string>(), target["name"]!.GetValue<string>());
            if (!index.Has(group, kind, scaler.Namespace, name))
            {
                yield return $"{scaler} scales the {kind} '{name}', which is not there.";
            }

            if (!seen.Add((scaler.Namespace, kind, name)))
            {
                yield return $"{scaler} scales the {kind} '{name}', which another ScaledObject scales.";
            }
        }
    }
}
