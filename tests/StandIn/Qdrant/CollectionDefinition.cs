using System.Text.Json;
using System.Text.Json.Nodes;

namespace AiStack.StandIn.Qdrant;

/// <summary>What a collection was made with: the request's body, which comes back as the collection's parameters.</summary>
internal sealed record CollectionDefinition(JsonObject Parameters)
{
    private static readonly string[] s_distances = ["Cosine", "Euclid", "Dot", "Manhattan"];

    public static async Task<(CollectionDefinition? Definition, string? Problem)> ReadAsync(Stream body, CancellationToken cancelled)
    {
        JsonNode? json;
        try
        {
            json = await JsonNode.ParseAsync(body, cancellationToken: cancelled);
        }
        catch (JsonException exception)
        {
            return (null, $"Format error in JSON body: {exception.Message}");
        }

        return json is not JsonObject parameters ? (null, "Format error in JSON body: expected an object")
            : ProblemIn(parameters["vectors"]) is { } problem ? (null, $"Format error in JSON body: {problem}")
            : (new CollectionDefinition(parameters), null);
    }

    // One vector without a name, a map of named ones, or none.
    private static string? ProblemIn(JsonNode? vectors) => vectors switch
    {
        null => null,
        JsonObject one when one.ContainsKey("size") || one.ContainsKey("distance") => ProblemInVector(one),
        JsonObject many => many.Select(vector => ProblemInVector(vector.Value as JsonObject)).FirstOrDefault(problem => problem is not null),
        _ => "vectors: expected an object",
    };

    private static string? ProblemInVector(JsonObject? vector) =>
        vector?["size"] is not JsonValue size || !size.TryGetValue<int>(out var dimensions) || dimensions < 1 ? "vectors.size: must be 1 or more"
        : vector["distance"] is not JsonValue distance || !distance.TryGetValue<string>(out var name) || !s_distances.Contains(name) ? $"vectors.distance: must be one of {string.Join(", ", s_distances)}"
        : null;
}
