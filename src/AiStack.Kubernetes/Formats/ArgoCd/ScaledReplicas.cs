using System.Text.Json.Nodes;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Kubernetes.Formats.ArgoCd;

/// <summary>Which numbers of replicas an autoscaler sets, as Argo CD is told to leave them alone.</summary>
internal static class ScaledReplicas
{
    /// <summary>The entries of <c>ignoreDifferences</c> for a namespace.</summary>
    public static IReadOnlyList<JsonObject> In(Publication publication, string objectNamespace) =>
    [
        .. publication.Objects
            .Where(made => made.Kind == "ScaledObject" && made.Namespace == objectNamespace)
            .Select(made => made.Spec?["scaleTargetRef"])
            .OfType<JsonObject>()
            .Select(target => Ignored(target, objectNamespace)),
    ];

    private static JsonObject Ignored(JsonObject target, string objectNamespace)
    {
        var version = target["apiVersion"]?.GetValue<string>() ?? "apps/v1";
        var kind = target["kind"]?.GetValue<string>() ?? "Deployment";
        return new()
        {
            ["group"] = version.Contains('/', StringComparison.Ordinal) ? version[..version.IndexOf('/', StringComparison.Ordinal)] : "",
            ["kind"] = kind,
            ["name"] = target["name"]!.GetValue<string>(),
            ["namespace"] = objectNamespace,
            ["jsonPointers"] = new JsonArray(PathOf(kind)),
        };
    }

    // What /scale of the kind means by replicas.
    private static string PathOf(string kind) => kind == "VLLMRuntime" ? "/spec/deploymentConfig/replicas" : "/spec/replicas";
}
