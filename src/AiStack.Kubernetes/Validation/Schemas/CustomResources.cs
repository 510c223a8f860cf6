using System.Text.Json.Nodes;
using AiStack.Kubernetes.Validation.Structure;

namespace AiStack.Kubernetes.Validation.Schemas;

/// <summary>Reads CustomResourceDefinitions.</summary>
internal static class CustomResources
{
    /// <summary>What a document adds: a kind for each served version; nothing if it is another object.</summary>
    /// <exception cref="SchemaException">It is a CustomResourceDefinition without what one must have.</exception>
    public static IEnumerable<Action<SchemaSet>> Read(JsonNode? document, string file)
    {
        if (document is not JsonObject json)
        {
            return [];
        }

        if (JsonWords.Text(json["kind"]) == "List" && json["items"] is JsonArray items)
        {
            return items.SelectMany(item => Read(item, file));
        }

        return JsonWords.Text(json["kind"]) == "CustomResourceDefinition" ? ReadDefinition(json, file) : [];
    }

    private static List<Action<SchemaSet>> ReadDefinition(JsonObject json, string file)
    {
        if (json["spec"] is not JsonObject spec || JsonWords.Text(spec["group"]) is not { } group
            || JsonWords.Text((spec["names"] as JsonObject)?["kind"]) is not { } kind || spec["versions"] is not JsonArray versions)
        {
            throw new SchemaException($"{file}: This CustomResourceDefinition lacks 'spec.group', 'spec.names.kind' or 'spec.versions'; apiextensions.k8s.io/v1 is what can be read.");
        }

        var all = versions.OfType<JsonObject>().ToList();
        var served = all.Where(IsServed).Select(version => $"{group}/{JsonWords.Text(version["name"])}").ToList();
        var additions = new List<Action<SchemaSet>>();
        foreach (var version in all)
        {
            var apiVersion = $"{group}/{JsonWords.Text(version["name"])}";
            if (!IsServed(version))
            {
                additions.Add(set => set.AddUnserved(apiVersion, kind, served));
            }
            else if ((version["schema"] as JsonObject)?["openAPIV3Schema"] is JsonObject schema)
            {
                var type = new ObjectType(apiVersion, kind, JsonWords.Text(spec["scope"]) != "Cluster", new(() => ReadSchema(schema, file)), file);
                additions.Add(set => set.Add(type));
            }
            else
            {
                throw new SchemaException($"{file}: Version '{apiVersion}' of {kind} has no 'schema.openAPIV3Schema'.");
            }
        }

        return additions;
    }

    private static bool IsServed(JsonObject version) => version["served"] is JsonValue served && served.GetValueKind() == System.Text.Json.JsonValueKind.True;

    private static SchemaNode ReadSchema(JsonObject schema, string file)
    {
        try
        {
            return new SchemaNodeReader(SchemaDialect.CustomResource).Read(schema);
        }
        catch (SchemaException error)
        {
            throw new SchemaException($"{file}: {error.Message}");
        }
    }
}
