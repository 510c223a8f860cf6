namespace AiStack.Components.Qdrant;

/// <summary>What is true about Qdrant, whoever runs it.</summary>
/// <remarks>Source: qdrant/qdrant <c>config/config.yaml</c>, <c>src/actix/auth.rs</c> and <c>docs/redoc/master/openapi.json</c>; qdrant/qdrant-helm <c>charts/qdrant</c>.</remarks>
public static class QdrantFacts
{
    /// <summary>Registry of the image.</summary>
    public const string Registry = "docker.io";

    /// <summary>Image without registry and tag.</summary>
    public const string Image = "qdrant/qdrant";

    /// <summary>Tag of the image.</summary>
    public const string Tag = "v1.19.0";

    /// <summary>Port of the REST API, the web UI and the metrics.</summary>
    public const int HttpPort = 6333;

    /// <summary>Port of the gRPC API.</summary>
    public const int GrpcPort = 6334;

    /// <summary>Port that the servers of one cluster talk to each other on.</summary>
    public const int PeerPort = 6335;

    /// <summary>Answers 200 when every shard can be asked; needs no key.</summary>
    public const string ReadyPath = "/readyz";

    /// <summary>Metrics, which do need the key once there is one.</summary>
    public const string MetricsPath = "/metrics";

    /// <summary>Where the image keeps collections.</summary>
    public const string StorageDirectory = "/qdrant/storage";

    /// <summary>Variable with the key that every request has to send.</summary>
    public const string ApiKeyVariable = "QDRANT__SERVICE__API_KEY";

    /// <summary>Request header with the key.</summary>
    public const string ApiKeyHeader = "api-key";

    /// <summary>Longest vectors that it stores.</summary>
    public const int LongestVector = 65_536;

    /// <summary>A distance in the words of the REST API.</summary>
    public static string NameOf(Distance distance) => distance == Distance.Euclidean ? "Euclid" : distance.ToString();
}
