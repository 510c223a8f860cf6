using System.Text.Json;
using System.Text.Json.Nodes;
using AiStack.Kubernetes.Validation.Structure;

namespace AiStack.Kubernetes.Validation.Schemas;

/// <summary>Reads the OpenAPI (Swagger 2.0) document of Kubernetes.</summary>
/// <remarks>Which kinds are namespaced it tells in its paths; where those were cut away, a <c>resources.json</c> beside it does: a list of <c>apiVersion</c>, <c>kind</c>, <c>namespaced</c>, <c>definition</c>.</remarks>
internal static class OpenApiDefinitions
{
    /// <summary>What a document adds: its kinds.</summary>
    public static IReadOnlyList<Action<SchemaSet>> Read(JsonObject json, string file)
    {
        var definitions = (JsonObject)json["definitions"]!;
        var schemas = new Dictionary<string, SchemaNode>(StringComparer.Ordinal);
        SchemaNodeReader? reader = null;
        reader = new(SchemaDialect.Core, Find);
        return [.. Kinds(json, definitions, file).Select<(string ApiVersion, string Kind, bool? IsNamespaced, string Definition), Action<SchemaSet>>(kind =>
            set => set.Add(new(kind.ApiVersion, kind.Kind, kind.IsNamespaced, new(() => Find(kind.Definition)), file)))];

        SchemaNode Find(string name)
        {
            // Two validators may ask at once.
            lock (schemas)
            {
                if (!schemas.TryGetValue(name, out var schema))
                {
                    schemas[name] = schema = definitions[name] is JsonObject definition
                        ? reader!.Read(CoreChoices.Added(name, definition), name)
                        : throw new SchemaException($"{file}: There is no definition '{name}'.");
                }

                return schema;
            }
        }
    }

    private static IEnumerable<(string ApiVersion, string Kind, bool? IsNamespaced, string Definition)> Kinds(JsonObject json, JsonObject definitions, string file)
    {
        var resources = Path.Combine(Path.GetDirectoryName(file) ?? "", "resources.json");
        return File.Exists(resources) ? FromResources(resources) : FromDefinitions(definitions, Scopes(json["paths"] as JsonObject ?? []));
    }

    private static List<(string, string, bool?, string)> FromResources(string file)
    {
        var kinds = new List<(string, string, bool?, string)>();
        foreach (var resource in Parse(file))
        {
            if (JsonWords.Text(resource["apiVersion"]) is { } version && JsonWords.Text(resource["kind"]) is { } kind && JsonWords.Text(resource["definition"]) is { } definition)
            {
                kinds.Add((version, kind, Flag(resource["namespaced"]), definition));
            }
        }

        return kinds;
    }

    private static IEnumerable<JsonObject> Parse(string file)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(file)) is JsonArray list ? list.OfType<JsonObject>() : throw new SchemaException($"{file}: A list of resources was expected.");
        }
        catch (JsonException error)
        {
            throw new SchemaException($"{file}: This is not JSON: {error.Message}");
        }
    }

    private static IEnumerable<(string, string, bool?, string)> FromDefinitions(JsonObject definitions, Dictionary<(string, string), bool> scopes)
    {
        foreach (var (name, definition) in definitions)
        {
            // Options and lists have several groups or no metadata of their own.
            if (definition is JsonObject { } schema && schema["x-kubernetes-group-version-kind"] is JsonArray { Count: 1 } kinds && kinds[0] is JsonObject kind
                && (schema["properties"] as JsonObject)?["metadata"]?["$ref"] is { } metadata && metadata.GetValue<string>().EndsWith(".ObjectMeta", StringComparison.Ordinal))
            {
                var key = Key(kind);
                yield return (key.ApiVersion, key.Kind, scopes.TryGetValue(key, out var isNamespaced) ? isNamespaced : null, name);
            }
        }
    }

    // A kind is namespaced if any of its paths goes through a namespace.
    private static Dictionary<(string, string), bool> Scopes(JsonObject paths)
    {
        var scopes = new Dictionary<(string, string), bool>();
        foreach (var (path, operations) in paths)
        {
            foreach (var (_, operation) in operations as JsonObject ?? [])
            {
                if ((operation as JsonObject)?["x-kubernetes-group-version-kind"] is JsonObject kind)
                {
                    var key = Key(kind);
                    scopes[key] = scopes.GetValueOrDefault(key) || path.Contains("/namespaces/{namespace}/", StringComparison.Ordinal);
                }
            }
        }

        return scopes;
    }

    private static (string ApiVersion, string Kind) Key(JsonObject kind)
    {
        var group = JsonWords.Text(kind["group"]);
        return ($"{group}{(string.IsNullOrEmpty(group) ? "" : "/")}{JsonWords.Text(kind["version"])}", JsonWords.Text(kind["kind"]) ?? "");
    }

    private static bool? Flag(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };
}
