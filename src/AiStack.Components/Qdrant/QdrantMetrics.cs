namespace AiStack.Components.Qdrant;

/// <summary>What each server of Qdrant measures.</summary>
/// <remarks>Source: qdrant/qdrant 1.19, <c>src/common/metrics.rs</c>; qdrant.tech, «Monitoring &amp; Telemetry».</remarks>
internal static class QdrantMetrics
{
    /// <summary>Requests of the REST API, by method, endpoint and status: a counter.</summary>
    public const string Requests = "rest_responses_total";

    /// <summary>Time of these: a histogram.</summary>
    public const string Duration = "rest_responses_duration_seconds";

    /// <summary>Label with the path of a request. The metric's own label <c>endpoint</c> gives way to that of the monitor, which is the name of the port.</summary>
    public const string EndpointLabel = "exported_endpoint";

    /// <summary>Collections: a gauge.</summary>
    public const string Collections = "collections_total";

    /// <summary>Points of each collection, by <c>id</c>: a gauge.</summary>
    public const string Points = "collection_points";

    /// <summary>Memory of the process: a gauge.</summary>
    public const string Memory = "memory_resident_bytes";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Requests, Duration, Collections, Points, Memory];
}
