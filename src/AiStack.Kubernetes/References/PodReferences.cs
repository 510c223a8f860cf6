using System.Text.Json.Nodes;

namespace AiStack.Kubernetes.References;

/// <summary>What pods refer to: their service account, Secrets and ConfigMaps with the keys they read, disks, runtime class.</summary>
internal sealed class PodReferences : IReferenceRule
{
    public IEnumerable<string> Check(ReferenceIndex index) =>
        from kind in (string[])["Deployment", "StatefulSet", "Job"]
        from workload in index.OfKind(kind)
        from found in Check(index, workload, (JsonObject)ReferenceIndex.TemplateOf(workload)!["spec"]!)
        select found;

    private static IEnumerable<string> Check(ReferenceIndex index, KubernetesObject workload, JsonObject pod)
    {
        var space = workload.Namespace!;
        if (pod["serviceAccountName"]?.GetValue<string>() is { } account && !index.Has("", "ServiceAccount", space, account))
        {
            yield return $"{workload} runs as the ServiceAccount '{account}', which is not there.";
        }

        if (pod["runtimeClassName"]?.GetValue<string>() is { } runtimeClass && !index.Has("node.k8s.io", "RuntimeClass", null, runtimeClass))
        {
            yield return $"{workload} runs with the RuntimeClass '{runtimeClass}', which is not there.";
        }

        foreach (var container in Objects(pod, "initContainers").Concat(Objects(pod, "containers")))
        {
            foreach (var source in Objects(container, "env").Select(variable => variable["valueFrom"]).OfType<JsonObject>())
            {
                if (source["secretKeyRef"] is JsonObject secret && !index.HasSecret(space, Text(secret, "name"), Text(secret, "key")))
                {
                    yield return $"{workload} reads the key '{Text(secret, "key")}' of the Secret '{Text(secret, "name")}', which nobody lists.";
                }

                if (source["configMapKeyRef"] is JsonObject config && !index.HasConfig(space, Text(config, "name"), Text(config, "key")))
                {
                    yield return $"{workload} reads the key '{Text(config, "key")}' of the ConfigMap '{Text(config, "name")}', which is not there.";
                }
            }
        }

        var templates = Objects(workload.Spec!, "volumeClaimTemplates").Select(template => Text((JsonObject)template["metadata"]!, "name")).ToHashSet();
        var volumes = Objects(pod, "volumes").ToDictionary(volume => Text(volume, "name"));
        foreach (var volume in volumes.Values)
        {
            if (volume["persistentVolumeClaim"] is JsonObject claim && !index.Has("", "PersistentVolumeClaim", space, Text(claim, "claimName")))
            {
                yield return $"{workload} mounts the claim '{Text(claim, "claimName")}', which is not there.";
            }

            if (volume["configMap"] is JsonObject files && !index.HasConfig(space, Text(files, "name")))
            {
                yield return $"{workload} mounts the ConfigMap '{Text(files, "name")}', which is not there.";
            }

            if (volume["secret"] is JsonObject secret && !index.HasSecret(space, Text(secret, "secretName")))
            {
                yield return $"{workload} mounts the Secret '{Text(secret, "secretName")}', which nobody lists.";
            }
        }

        foreach (var mount in Objects(pod, "initContainers").Concat(Objects(pod, "containers")).SelectMany(container => Objects(container, "volumeMounts")).Select(mount => Text(mount, "name")))
        {
            if (!volumes.ContainsKey(mount) && !templates.Contains(mount))
            {
                yield return $"{workload} mounts the volume '{mount}', which its pods do not have.";
            }
        }

        if (workload.Kind == "StatefulSet" && index.Service(space, Text(workload.Spec!, "serviceName")) is null)
        {
            yield return $"{workload} names its pods by the Service '{Text(workload.Spec!, "serviceName")}', which is not there.";
        }
    }

    private static IEnumerable<JsonObject> Objects(JsonObject parent, string name) => ((parent[name] as JsonArray) ?? []).OfType<JsonObject>();

    private static string Text(JsonObject parent, string name) => parent[name]!.GetValue<string>();
}
