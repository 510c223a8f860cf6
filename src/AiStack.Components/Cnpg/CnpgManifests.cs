using System.Text.Json.Nodes;
using AiStack.Core;
using AiStack.Core.Units;
using AiStack.Kubernetes;
using AiStack.Kubernetes.Network;
using AiStack.Kubernetes.Platform;
using AiStack.Kubernetes.Publishing;
using AiStack.Kubernetes.References;

namespace AiStack.Components.Cnpg;

/// <summary>PostgreSQL in a cluster: what CloudNativePG is told, and who may reach what it makes of it.</summary>
/// <remarks>Its pods meet the restricted Pod Security Standard without being told so.</remarks>
internal static class CnpgManifests
{
    public static void Publish(ManifestContext context, Component cnpg)
    {
        var spec = (CnpgSpec)cnpg.Spec;
        var pods = new PodSet(cnpg.Name, context.Stack.NamespaceOf(cnpg), new Dictionary<string, string> { [CnpgFacts.ClusterLabel] = cnpg.Name });
        context.Add(cnpg, null, Cluster(context, cnpg, spec));
        DatabaseManifests.Publish(context, cnpg);
        context.Expects(new MadePods(pods, [new(CnpgModule.EndpointName, CnpgFacts.Port), new("status", CnpgFacts.StatusPort), new(CnpgFacts.MetricsPortName, CnpgFacts.MetricsPort)], CnpgFacts.Title));
        context.Listens(cnpg, CnpgModule.EndpointName, pods, CnpgFacts.Port);
        Connect(context, cnpg, pods);
        context.Requires(Operator());
        context.Guides(Guide(cnpg, pods));
    }

    private static KubernetesObject Cluster(ManifestContext context, Component cnpg, CnpgSpec spec) => new(CnpgFacts.ApiVersion, "Cluster", cnpg.Name, context.Stack.NamespaceOf(cnpg))
    {
        Spec = new()
        {
            ["instances"] = spec.Instances,
            ["imageName"] = CnpgFacts.ClusterImage,
            ["bootstrap"] = DatabaseManifests.FirstDatabase(context, cnpg),
            ["storage"] = Storage(spec.Storage),
            ["resources"] = ContainerResources(),
            ["ephemeralVolumesSizeLimit"] = new JsonObject { ["shm"] = "256Mi", ["temporaryData"] = "1Gi" },

            // A budget for a single instance would keep its node from ever being emptied.
            ["enablePDB"] = spec.Instances > 1,
            ["affinity"] = new JsonObject { ["enablePodAntiAffinity"] = true, ["podAntiAffinityType"] = "preferred", ["topologyKey"] = "kubernetes.io/hostname" },
            ["topologySpreadConstraints"] = new JsonArray(new JsonObject
            {
                ["maxSkew"] = 1,
                ["topologyKey"] = "topology.kubernetes.io/zone",
                ["whenUnsatisfiable"] = "ScheduleAnyway",
                ["labelSelector"] = new JsonObject { ["matchLabels"] = new JsonObject { [CnpgFacts.ClusterLabel] = cnpg.Name } },
            }),
            ["inheritedMetadata"] = InheritedMetadata(spec),
        },
    };

    private static JsonObject Storage(StorageSpec storage)
    {
        var json = new JsonObject { ["size"] = storage.Size.ToString(), ["storageClass"] = storage.Class };
        if (storage.AccessMode is { } mode)
        {
            json["pvcTemplate"] = new JsonObject { ["accessModes"] = new JsonArray(mode.ToString()) };
        }

        return json;
    }

    private static JsonObject ContainerResources()
    {
        var memory = Quantity.Parse("1Gi");
        return new()
        {
            ["requests"] = new JsonObject { ["cpu"] = "500m", ["memory"] = memory.ToString() },
            ["limits"] = new JsonObject { ["cpu"] = "2", ["memory"] = memory.ToString() },
        };
    }

    // What the user says of the component's objects, for those that the operator makes; it labels them itself as the others are labelled.
    private static JsonObject? InheritedMetadata(CnpgSpec spec) => spec.Labels.Count == 0 && spec.Annotations.Count == 0 ? null : new()
    {
        ["labels"] = spec.Labels.Count == 0 ? null : KubernetesObject.ToJson(spec.Labels!),
        ["annotations"] = spec.Annotations.Count == 0 ? null : KubernetesObject.ToJson(spec.Annotations!),
    };

    private static void Connect(ManifestContext context, Component cnpg, PodSet pods)
    {
        var instances = NetworkPeer.Pods(pods);
        var controller = new PodSet(CnpgFacts.ReleaseName, CnpgFacts.OperatorNamespace, new Dictionary<string, string> { [CnpgFacts.OperatorLabel] = CnpgFacts.ReleaseName });
        context.Connects(new($"{CnpgFacts.ReleaseName}-to-{cnpg.Name}", NetworkPeer.Pods(controller), instances, $"{CnpgFacts.Title} asks {cnpg.Name} how it is", new(CnpgFacts.StatusPort), new(CnpgFacts.Port)));
        context.Connects(new($"{cnpg.Name}-to-api-server", instances, NetworkPeer.Anywhere, $"instances of {cnpg.Name} read and report their state", NetworkPort.ApiServer));

        // Of a single instance, too: it may get others without being published again.
        context.Connects(new($"{cnpg.Name}-peers", instances, instances, $"instances of {cnpg.Name} follow each other", new(CnpgFacts.Port), new(CnpgFacts.StatusPort)));
    }

    private static PlatformRelease Operator() => new(CnpgFacts.ReleaseName, CnpgFacts.OperatorNamespace, $"{CnpgFacts.ChartRepository}/{CnpgFacts.ReleaseName}", CnpgFacts.ChartVersion)
    {
        Repository = new(CnpgFacts.ChartRepository, CnpgFacts.ChartRepositoryUrl),
        Purpose = "runs PostgreSQL",
        PodSecurity = "restricted",
    };

    private static GuideSection Guide(Component cnpg, PodSet pods) => new(145, $"Test {cnpg.Name} (PostgreSQL)", $"""
        ```sh
        kubectl get clusters.postgresql.cnpg.io,databases.postgresql.cnpg.io -n {pods.Namespace}
        kubectl exec -n {pods.Namespace} -it {cnpg.Name}-1 -- psql{(cnpg.Children.Count > 0 ? $" {CnpgDatabases.NameOf(cnpg.Children[0])}" : "")}
        ```

        """.ReplaceLineEndings("\n"));
}
