using System.Globalization;
using System.Text.Json.Nodes;
using AiStack.Core;
using AiStack.Core.Units;
using AiStack.Core.Values;
using AiStack.Kubernetes;
using AiStack.Kubernetes.Pods;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Components.Qdrant;

/// <summary>Collections in a cluster: one Job per database makes them when its servers are up, and fails where one is there already with other vectors.</summary>
/// <remarks>A change of what it has to make is a new Job. Applying the same files again changes nothing.</remarks>
internal static class CollectionManifests
{
    private const string Role = "collections";
    private const string ScriptFile = "create-collections.sh";
    private const string TableFile = "collections";
    private const string FilesVolume = "files";
    private const string FilesDirectory = "/collections";
    private const string ScratchVolume = "scratch";
    private const string ServersVariable = "PEERS";

    public static void Publish(ManifestContext context, Component qdrant)
    {
        var spec = (QdrantSpec)qdrant.Spec;
        var name = NameOf(qdrant);
        var files = new JsonObject { [ScriptFile] = Script(), [TableFile] = Table(qdrant) };
        context.Add(qdrant, Role, new("v1", "ConfigMap", name, context.Stack.NamespaceOf(qdrant)) { Content = { ["data"] = files } });
        context.Add(new Workload(qdrant, Role, name, WorkloadKind.Job, new(CurlFacts.UserId, CurlFacts.GroupId))
        {
            Containers = [Maker(qdrant, spec)],
            PodCounts = new Dictionary<string, ObjectKey> { [ServersVariable] = new("apps", nameof(WorkloadKind.StatefulSet), context.Stack.NamespaceOf(qdrant), qdrant.Name) },
            Volumes = [Volume.Config(FilesVolume, name), Volume.Empty(ScratchVolume, "16Mi")],
            PodAnnotations = new Dictionary<string, string> { ["checksum/files"] = Checksum.Of(files.ToJsonString()) },
            Retries = 3,
            Deadline = TimeSpan.FromMinutes(45),

            // A pod that failed stays, so that what it said can be read.
            Further = new() { ["restartPolicy"] = "Never" },
        });
    }

    /// <summary>How to see that the collections were made, for the README; empty: there are none.</summary>
    public static string Guide(ManifestContext context, Component qdrant) => qdrant.Children.Count == 0 ? "" : $"""
         A Job makes the collections ({string.Join(", ", qdrant.Children.Select(child => $"`{QdrantModule.CollectionNameOf(child)}`"))});
        it fails, and says why, when one exists with another vector size or distance:

        ```sh
        kubectl logs -n {context.Stack.NamespaceOf(qdrant)} -l {StandardLabels.Instance}={qdrant.Name},{StandardLabels.Role}={Role} --tail=-1
        ```
        """;

    private static string NameOf(Component qdrant) => $"{qdrant.Name}-collections";

    private static Container Maker(Component qdrant, QdrantSpec spec) => new("create-collections", CurlFacts.Reference, new(Quantity.Parse("10m"), Quantity.Parse("32Mi")) { CpuLimit = Quantity.Parse("200m"), EphemeralStorage = Quantity.Parse("64Mi") })
    {
        Command = ["/bin/sh", $"{FilesDirectory}/{ScriptFile}", $"{FilesDirectory}/{TableFile}"],
        Environment =
        [
            new("QDRANT_URL", new EndpointPart(qdrant.Name, QdrantModule.HttpEndpointName, EndpointProperty.Url)),
            .. spec.ApiKey is { } key ? [new EnvironmentVariable("API_KEY", key)] : Array.Empty<EnvironmentVariable>(),

            // A collection that is made before all servers are there has no copies on those that come later.
            new(ServersVariable, spec.Replicas.ToString(CultureInfo.InvariantCulture)),
        ],
        Mounts = [new(FilesVolume, FilesDirectory) { IsReadOnly = true }, new(ScratchVolume, "/tmp")],

        // `kubectl describe` then shows the last lines that it wrote.
        Further = new() { ["terminationMessagePolicy"] = "FallbackToLogsOnError" },
    };

    // documents 1536 Cosine documents
    private static string Table(Component qdrant) => string.Concat(qdrant.Children.Select(child =>
    {
        var collection = (CollectionSpec)child.Spec;
        var name = QdrantModule.CollectionNameOf(child);
        return string.Create(CultureInfo.InvariantCulture,
            $"{Uri.EscapeDataString(name)} {collection.VectorSize} {QdrantFacts.NameOf(collection.Distance)} {name}\n");
    }));

    private static string Script()
    {
        using var stream = typeof(CollectionManifests).Assembly.GetManifestResourceStream($"{typeof(CollectionManifests).Namespace}.{ScriptFile}")
            ?? throw new InvalidOperationException($"The assembly lacks {ScriptFile}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
