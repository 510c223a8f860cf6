using AiStack.Core;
using AiStack.Core.Units;
using AiStack.Core.Values;
using AiStack.Kubernetes.Network;
using AiStack.Kubernetes.Pods;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Components.Qdrant;

/// <summary>Qdrant in a cluster: servers with a disk each that make up one database, and a Job that makes its collections.</summary>
/// <remarks>
/// Even a single server is started as the first of a cluster, as qdrant-helm does: a database that was not could never get a second one.
/// </remarks>
internal static class QdrantManifests
{
    /// <summary>Role of the servers' pods.</summary>
    public const string Role = "server";

    /// <summary>Name of the port of the REST API, on pods and Services.</summary>
    public const string HttpPort = "http";

    private const string GrpcPort = "grpc";
    private const string PeerPort = "p2p";
    private const string DataVolume = "data";
    private const string StartedVolume = "started";
    private const string PodVariable = "POD_NAME";

    public static void Publish(ManifestContext context, Component qdrant)
    {
        var spec = (QdrantSpec)qdrant.Spec;
        var peers = QdrantFacts.PeerServiceOf(qdrant.Name);
        var pods = context.Add(new Workload(qdrant, Role, qdrant.Name, WorkloadKind.StatefulSet, new(QdrantFacts.UserId, QdrantFacts.GroupId, QdrantFacts.FileGroupId))
        {
            Containers = [Server(context, qdrant, spec)],
            Replicas = spec.Replicas,
            GoverningService = peers,
            Claims = [new(DataVolume, spec.Storage)],
            Volumes = [Volume.Empty(StartedVolume, "1Mi")],

            // Segments are written to disk before it ends.
            GracePeriod = TimeSpan.FromMinutes(1),
        });
        context.AddService(qdrant, Role, qdrant.Name, isHeadless: false, new(HttpPort, QdrantFacts.HttpPort, HttpPort), new(GrpcPort, QdrantFacts.GrpcPort, GrpcPort));
        context.AddService(qdrant, Role, peers, isHeadless: true, new ServicePort(PeerPort, QdrantFacts.PeerPort, PeerPort));
        context.Listens(qdrant, QdrantModule.HttpEndpointName, pods, QdrantFacts.HttpPort);
        context.Listens(qdrant, QdrantModule.GrpcEndpointName, pods, QdrantFacts.GrpcPort);

        // Of a single server, too: it may get others without being published again.
        context.Connects(new($"{qdrant.Name}-peers", NetworkPeer.Pods(pods), NetworkPeer.Pods(pods), $"servers of {qdrant.Name}", new NetworkPort(QdrantFacts.PeerPort)));
        if (qdrant.Children.Count > 0)
        {
            CollectionManifests.Publish(context, qdrant);
        }

        context.Guides(Guide(context, qdrant, spec));
    }

    private static Container Server(ManifestContext context, Component qdrant, QdrantSpec spec) => new("qdrant", QdrantFacts.Reference, new(spec.Cpu, spec.Memory) { EphemeralStorage = Quantity.Parse("256Mi") })
    {
        Command = ["/bin/sh", "-c", Start(context, qdrant)],
        FieldEnvironment = new Dictionary<string, string> { [PodVariable] = "metadata.name" },
        Environment =
        [
            new(QdrantFacts.ClusterVariable, "true"),
            new(QdrantFacts.NoTelemetryVariable, "true"),
            new(QdrantFacts.StartedFileVariable, QdrantFacts.StartedFile),
            .. ApiKey(spec),
        ],
        Ports = [new(HttpPort, QdrantFacts.HttpPort), new(GrpcPort, QdrantFacts.GrpcPort), new(PeerPort, QdrantFacts.PeerPort)],

        // It answers once collections are loaded, which takes as long as they are large.
        Startup = Probe.Http(QdrantFacts.LivePath, HttpPort).For(TimeSpan.FromMinutes(15)),
        Readiness = Probe.Http(QdrantFacts.ReadyPath, HttpPort),
        Liveness = Probe.Http(QdrantFacts.LivePath, HttpPort) with { Period = TimeSpan.FromSeconds(20) },
        Mounts =
        [
            new(DataVolume, QdrantFacts.StorageDirectory) { SubPath = "storage" },

            // Snapshots are as large as collections: on the node's disk they would get the pod evicted.
            new(DataVolume, QdrantFacts.SnapshotDirectory) { SubPath = "snapshots" },
            new(StartedVolume, QdrantFacts.StartedDirectory),
        ],
        DrainSeconds = 3,
    };

    // Empty: they ask for no key.
    private static IEnumerable<EnvironmentVariable> ApiKey(QdrantSpec spec) => spec.ApiKey is { } key ? [new(QdrantFacts.ApiKeyVariable, key)] : [];

    // The first server begins the database, the others join it by its address; once they have, it is in their storage and not asked again.
    private static string Start(ManifestContext context, Component qdrant)
    {
        var peers = $"{QdrantFacts.PeerServiceOf(qdrant.Name)}.{context.Stack.NamespaceOf(qdrant)}.svc:{QdrantFacts.PeerPort}";
        var first = $"{qdrant.Name}-0";
        return $"""
            if [ "${PodVariable}" = {first} ]; then
              exec {QdrantFacts.EntryPoint} --uri "http://${PodVariable}.{peers}"
            fi
            exec {QdrantFacts.EntryPoint} --uri "http://${PodVariable}.{peers}" --bootstrap http://{first}.{peers}

            """.ReplaceLineEndings("\n");
    }

    private static GuideSection Guide(ManifestContext context, Component qdrant, QdrantSpec spec)
    {
        var key = spec.ApiKey is null ? "" : $" -H '{QdrantFacts.ApiKeyHeader}: YOUR_API_KEY'";
        return new(140, $"Test {qdrant.Name} (Qdrant)", $"""
            ```sh
            # It goes on until Ctrl-C: the rest is for a second terminal
            kubectl port-forward -n {context.Stack.NamespaceOf(qdrant)} svc/{qdrant.Name} {QdrantFacts.HttpPort}:{QdrantFacts.HttpPort}
            curl http://localhost:{QdrantFacts.HttpPort}/collections{key}
            ```

            The web UI is at <http://localhost:{QdrantFacts.HttpPort}/dashboard>.{CollectionManifests.Guide(context, qdrant)}

            """.ReplaceLineEndings("\n"));
    }
}
