using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace AiStack.Components.Qdrant;

/// <summary>The part of Qdrant's REST API that makes collections.</summary>
internal sealed class QdrantClient : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http;

    public QdrantClient(Uri address, string? key)
    {
        _http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address, Timeout = s_patience };
        if (!string.IsNullOrEmpty(key))
        {
            _http.DefaultRequestHeaders.Add(QdrantFacts.ApiKeyHeader, key);
        }
    }

    /// <summary>Makes a collection unless it is there.</summary>
    /// <returns>What keeps it from being as it should be, and what to do about it; <see langword="null"/>: nothing.</returns>
    public async Task<string?> EnsureAsync(string name, CollectionSpec spec, CancellationToken cancelled)
    {
        var path = new Uri($"/collections/{Uri.EscapeDataString(name)}", UriKind.Relative);
        var body = new { vectors = new { size = spec.VectorSize, distance = QdrantFacts.NameOf(spec.Distance) } };
        using var made = await _http.PutAsJsonAsync(path, body, cancelled).ConfigureAwait(false);
        if (made.IsSuccessStatusCode)
        {
            return null;
        }

        // 409 says that it is there. So do older servers with 400, in words only: looking tells the two apart.
        using var found = await _http.GetAsync(path, cancelled).ConfigureAwait(false);
        if (!found.IsSuccessStatusCode)
        {
            var refusal = found.StatusCode == HttpStatusCode.NotFound ? made : found;
            var reason = await refusal.Content.ReadAsStringAsync(cancelled).ConfigureAwait(false);
            return $"Qdrant refuses the collection '{name}' with {(int)refusal.StatusCode}: {reason.Trim()}";
        }

        using var description = JsonDocument.Parse(await found.Content.ReadAsByteArrayAsync(cancelled).ConfigureAwait(false));
        return Compare(name, spec, description.RootElement);
    }

    public void Dispose() => _http.Dispose();

    // { "result": { "config": { "params": { "vectors": { "size": 4, "distance": "Cosine" } } } } }
    // Named vectors: "vectors": { "text": { "size": 4, "distance": "Cosine" } }
    internal static string? Compare(string name, CollectionSpec spec, JsonElement description)
    {
        var vectors = description.GetProperty("result").GetProperty("config").GetProperty("params") is var parameters && parameters.TryGetProperty("vectors", out var found) ? found : default;
        var (size, distance) = vectors.ValueKind == JsonValueKind.Object && vectors.TryGetProperty("size", out var length) && length.TryGetInt32(out var known)
            ? (known, vectors.GetProperty("distance").GetString())
            : (0, null);
        var wanted = QdrantFacts.NameOf(spec.Distance);
        return distance is null
            ? $"The collection '{name}' exists with named vectors or none, and one vector without a name, of size {spec.VectorSize} and distance {wanted}, is asked for. {WayOut(name)}"
            : size != spec.VectorSize || distance != wanted
            ? $"The collection '{name}' exists with vectors of size {size} and distance {distance}, and size {spec.VectorSize} and distance {wanted} are asked for. "
                + $"Qdrant cannot change them. Write 'vector_size: {size}' and 'distance: {(distance == "Euclid" ? "Euclidean" : distance)}' in the stack. {WayOut(name)}"
            : null;
    }

    private static string WayOut(string name) =>
        $"Or give it another 'collection_name'; or, if what is stored in it may go, delete '{name}' in Qdrant's web UI (/dashboard) and restart Qdrant.";
}
