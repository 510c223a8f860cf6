using System.Text.Json.Nodes;

namespace AiStack.Kubernetes;

/// <summary>Joins JSON objects as Helm joins values: mappings entry by entry, lists of one end behind the other's, anything else by the later one.</summary>
internal static class JsonMerge
{
    public static JsonObject Deep(JsonObject first, JsonObject second)
    {
        var merged = (JsonObject)first.DeepClone();
        foreach (var (key, value) in second)
        {
            merged[key] = (merged[key], value) switch
            {
                (JsonObject one, JsonObject other) => Deep(one, other),
                (JsonArray one, JsonArray other) => new JsonArray([.. one.Concat(other.Where(item => !one.Any(known => JsonNode.DeepEquals(known, item)))).Select(item => item?.DeepClone())]),
                _ => value?.DeepClone(),
            };
        }

        return merged;
    }
}
