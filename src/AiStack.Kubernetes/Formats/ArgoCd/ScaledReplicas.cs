using System.Text.Json.Nodes;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Kubernetes.Formats.ArgoCd;

/// <summary>Which numbers of replicas an autoscaler sets, as Argo CD is told to leave them alone.</summary>
/// <remarks>Found by the shapes that autoscalers and operators write them in, so that no kind has to be known here.</remarks>
internal static class ScaledReplicas
{
    /// <summary>The entries of <c>ignoreDifferences</c>, by namespace.</summary>
    public static ILookup<string, JsonObject> Of(Publication publication)
    {
        // What /scale of such an object means by replicas is in a part of its own.
        var nested = publication.Objects.Where(made => made.Spec?["deploymentConfig"] is JsonObject).Select(made => made.Key).ToHashSet();
        return publication.Objects
            .Where(made => made is { Namespace: not null, Spec: { } spec } && spec["scaleTargetRef"] is JsonObject)
            .ToLookup(made => made.Namespace!, made => Ignored((JsonObject)made.Spec!["scaleTargetRef"]!, made.Namespace!, nested));
    }

    private static JsonObject Ignored(JsonObject target, string objectNamespace, HashSet<ObjectKey> nested)
    {
        var key = new ObjectKey(
            KubernetesObject.GroupOf(target["apiVersion"]?.GetValue<string>() ?? "apps/v1"), target["kind"]?.GetValue<string>() ?? "Deployment", objectNamespace, target["name"]!.GetValue<string>());
        return new()
        {
            ["group"] = key.Group,
            ["kind"] = key.Kind,
            ["name"] = key.Name,
            ["namespace"] = objectNamespace,
            ["jsonPointers"] = new JsonArray(nested.Contains(key) ? "/spec/deploymentConfig/replicas" : "/spec/replicas"),
        };
    }
}
