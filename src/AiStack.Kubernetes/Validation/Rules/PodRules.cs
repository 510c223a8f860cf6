namespace AiStack.Kubernetes.Validation.Rules;

/// <summary>Rules of pods.</summary>
internal static class PodRules
{
    private static readonly string[] s_sources =
    [
        "awsElasticBlockStore", "azureDisk", "azureFile", "cephfs", "cinder", "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "fc", "flexVolume",
        "flocker", "gcePersistentDisk", "gitRepo", "glusterfs", "hostPath", "image", "iscsi", "nfs", "persistentVolumeClaim", "photonPersistentDisk",
        "portworxVolume", "projected", "quobyte", "rbd", "scaleIO", "secret", "storageos", "vsphereVolume",
    ];

    /// <summary>Checks the spec of a pod.</summary>
    /// <param name="pod">The spec.</param>
    /// <param name="findings">Takes what is found.</param>
    /// <param name="claims">Volumes that are made for it.</param>
    public static void Check(Field pod, FindingList findings, IReadOnlyList<string>? claims = null)
    {
        if (!pod.IsThere)
        {
            return;
        }

        if (!pod["containers"].Items.Any())
        {
            findings.Add(pod.Path["containers"], "A pod needs a container.");
        }

        var volumes = new HashSet<string>(claims ?? [], StringComparer.Ordinal);
        foreach (var volume in pod["volumes"].Items)
        {
            volume["name"].ReportIf(volume["name"].Text is { } name ? KubernetesNames.LabelProblem(name) : null);
            volume.ExactlyOne("A volume", s_sources);
            volumes.Add(volume["name"].Text ?? "");
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var container in pod["initContainers"].Items.Concat(pod["containers"].Items))
        {
            ContainerRules.Check(container, volumes);
            if (container["name"].Text is { } name && !names.Add(name) && pod["initContainers"].IsThere)
            {
                container["name"].Report($"Another container of the pod is named '{name}' already.");
            }
        }

        SelectorRules.CheckLabels(pod["nodeSelector"]);
        foreach (var spread in pod["topologySpreadConstraints"].Items)
        {
            SelectorRules.Check(spread["labelSelector"]);
            spread["maxSkew"].ReportIf(spread["maxSkew"].Number < 1 ? "'maxSkew' is at least 1." : null);
        }

        foreach (var toleration in pod["tolerations"].Items)
        {
            toleration["value"].ReportIf(toleration["operator"].Text == "Exists" && toleration["value"].Text is { Length: > 0 } ? "'Exists' takes no value." : null);
            toleration.ReportIf(toleration["operator"].Text is not "Exists" && !toleration["key"].IsThere ? "Without 'key' a toleration needs 'operator: Exists'." : null);
        }
    }
}
