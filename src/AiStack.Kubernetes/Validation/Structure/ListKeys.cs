using System.Text.Json.Nodes;
using AiStack.Kubernetes.Validation.Schemas;

namespace AiStack.Kubernetes.Validation.Structure;

/// <summary>Lists that are sets, or mappings by some fields of their items: nothing may be in them twice.</summary>
internal static class ListKeys
{
    /// <summary>Finds items that stand twice.</summary>
    public static void Check(JsonArray list, SchemaNode schema, ObjectPath path, FindingList findings)
    {
        if (schema.HasUniqueItems)
        {
            Check(list, item => item?.ToJsonString(), index => $"This item stands in the list already, as number {index}; it may stand there once.", path, findings);
        }
        else if (schema.ListMapKeys is { Count: > 0 } keys)
        {
            Check(list, item => Key(item, keys, schema.Dialect), index => $"Another item, number {index}, has the same {string.Join(" and ", keys.Select(key => $"'{key}'"))}; the API server tells items apart by that.", path, findings);
        }
    }

    private static void Check(JsonArray list, Func<JsonNode?, string?> keyOf, Func<int, string> message, ObjectPath path, FindingList findings)
    {
        var known = new Dictionary<string, int>();
        for (var i = 0; i < list.Count; i++)
        {
            if (keyOf(list[i]) is { } key && !known.TryAdd(key, i + 1))
            {
                findings.Add(path[i], message(known[key]));
            }
        }
    }

    private static string? Key(JsonNode? item, IReadOnlyList<string> keys, SchemaDialect dialect) =>
        item is JsonObject mapping ? string.Join('\n', keys.Select(key => mapping[key]?.ToJsonString() ?? Default(key, dialect))) : null;

    // The core kinds have one key with a default, which their document does not tell.
    private static string Default(string key, SchemaDialect dialect) => dialect == SchemaDialect.Core && key == "protocol" ? "\"TCP\"" : "";
}
