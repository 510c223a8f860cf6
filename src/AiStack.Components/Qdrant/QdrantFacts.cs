namespace AiStack.Components.Qdrant;

/// <summary>What is true about Qdrant, whoever runs it.</summary>
/// <remarks>
/// Source: qdrant/qdrant <c>config/config.yaml</c>, <c>tools/entrypoint.sh</c>, <c>src/actix/auth.rs</c> and <c>docs/redoc/master/openapi.json</c>; qdrant/qdrant-helm <c>charts/qdrant</c>,
/// whose StatefulSet is also where the ids of users and groups, the start of a cluster and the file of <see cref="StartedFile"/> come from.
/// </remarks>
public static class QdrantFacts
{
    /// <summary>Registry of the image.</summary>
    public const string Registry = "docker.io";

    /// <summary>Image without registry and tag.</summary>
    public const string Image = "qdrant/qdrant";

    /// <summary>Tag of the image.</summary>
    public const string Tag = "v1.19.0";

    /// <summary>The image as a cluster pulls it: the variant whose files do not belong to root.</summary>
    public const string Reference = $"{Registry}/{Image}:{Tag}-unprivileged";

    /// <summary>User that the unprivileged image runs as.</summary>
    public const int UserId = 1000;

    /// <summary>Group that it runs as in a cluster.</summary>
    public const int GroupId = 2000;

    /// <summary>Group that its disks belong to in a cluster.</summary>
    public const int FileGroupId = 3000;

    /// <summary>Program of the image that starts the server, in its working directory; arguments are the server's.</summary>
    public const string EntryPoint = "./entrypoint.sh";

    /// <summary>Port of the REST API, the web UI and the metrics.</summary>
    public const int HttpPort = 6333;

    /// <summary>Port of the gRPC API.</summary>
    public const int GrpcPort = 6334;

    /// <summary>Port that the servers of one cluster talk to each other on.</summary>
    public const int PeerPort = 6335;

    /// <summary>Answers 200 when every shard can be asked; needs no key.</summary>
    public const string ReadyPath = "/readyz";

    /// <summary>Answers 200 when the server runs, whatever its shards do; needs no key.</summary>
    public const string LivePath = "/livez";

    /// <summary>Metrics, which do need the key once there is one.</summary>
    public const string MetricsPath = "/metrics";

    /// <summary>Where the image keeps collections.</summary>
    public const string StorageDirectory = "/qdrant/storage";

    /// <summary>Where the image keeps snapshots, and files that are on their way to or from them.</summary>
    public const string SnapshotDirectory = "/qdrant/snapshots";

    /// <summary>Variable with the path of the file that the server makes once it is up.</summary>
    public const string StartedFileVariable = "QDRANT_INIT_FILE_PATH";

    /// <summary>That file in a cluster, where the directory that the image has for it cannot be written.</summary>
    public const string StartedFile = $"{StartedDirectory}/.qdrant-initialized";

    /// <summary>Its directory.</summary>
    public const string StartedDirectory = "/qdrant/init";

    /// <summary>Variable that makes servers find each other: <c>true</c>.</summary>
    public const string ClusterVariable = "QDRANT__CLUSTER__ENABLED";

    /// <summary>Variable that keeps usage figures at home: <c>true</c>.</summary>
    public const string NoTelemetryVariable = "QDRANT__TELEMETRY_DISABLED";

    /// <summary>Service by which the servers of a database find each other, each by its pod's name.</summary>
    /// <param name="name">Name of the component.</param>
    public static string PeerServiceOf(string name) => $"{name}-headless";

    /// <summary>Variable with the key that every request has to send.</summary>
    public const string ApiKeyVariable = "QDRANT__SERVICE__API_KEY";

    /// <summary>Request header with the key.</summary>
    public const string ApiKeyHeader = "api-key";

    /// <summary>Longest vectors that it stores.</summary>
    public const int LongestVector = 65_536;

    /// <summary>A distance in the words of the REST API.</summary>
    public static string NameOf(Distance distance) => distance == Distance.Euclidean ? "Euclid" : distance.ToString();
}
