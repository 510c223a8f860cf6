using System.Text.Json.Nodes;
using AiStack.Core.Schema;
using AiStack.Kubernetes.Validation.Schemas;

namespace AiStack.Kubernetes.Validation.Structure;

/// <summary>Finds fields that no schema names: the API server drops or refuses them, APISIX ignores them, and what was meant does not happen.</summary>
/// <param name="findings">Takes what is found.</param>
internal sealed class UnknownFields(FindingList findings)
{
    /// <summary>Looks through a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="schemas">All schemas that speak about it; none: everything is allowed in it.</param>
    /// <param name="path">Where it stands.</param>
    public void Check(JsonNode? value, IReadOnlyList<SchemaNode> schemas, ObjectPath path)
    {
        var all = Spread(schemas);
        switch (value)
        {
            case JsonObject mapping when all.Count > 0:
                CheckMapping(mapping, all, path);
                break;
            case JsonArray list:
                var items = all.Select(schema => schema.Items).OfType<SchemaNode>().ToList();
                for (var i = 0; i < list.Count && items.Count > 0; i++)
                {
                    Check(list[i], items, path[i]);
                }

                break;
        }
    }

    private void CheckMapping(JsonObject mapping, List<SchemaNode> schemas, ObjectPath path)
    {
        var isOpen = schemas.Any(IsOpen) || (schemas[0].Dialect != SchemaDialect.CustomResource && !schemas.Any(IsClosed));
        foreach (var (key, value) in mapping)
        {
            var parts = schemas.SelectMany(schema => SchemaSteps.Into(schema, key)).ToList();
            if (parts.Count > 0)
            {
                Check(value, parts, path[key]);
            }
            else if (!isOpen && !IsResourceField(key, schemas))
            {
                findings.Add(path[key], Message(key, schemas));
            }
        }
    }

    // Structural schemas name every field outside of their alternatives; draft-07 schemas may name fields only in those.
    private static List<SchemaNode> Spread(IEnumerable<SchemaNode> schemas)
    {
        var all = new List<SchemaNode>();
        foreach (var schema in schemas.Select(schema => schema.Resolved))
        {
            all.Add(schema);
            if (schema.Dialect == SchemaDialect.Plugin)
            {
                all.AddRange(Spread(schema.Branches));
            }
        }

        return all;
    }

    private static bool IsOpen(SchemaNode schema) => schema.PreservesUnknownFields || schema.AllowsAdditionalProperties == true || schema.AdditionalProperties is not null;

    // Neither a core definition without properties (a raw object) nor a plugin's (a free mapping) closes anything.
    private static bool IsClosed(SchemaNode schema) => schema.Properties.Count > 0 || schema.AllowsAdditionalProperties == false;

    private static bool IsResourceField(string key, List<SchemaNode> schemas) => key is "apiVersion" or "kind" or "metadata" && schemas.Any(schema => schema.IsEmbeddedResource);

    private static string Message(string key, List<SchemaNode> schemas)
    {
        var known = schemas.SelectMany(schema => schema.Properties.Keys).Distinct().Order(StringComparer.Ordinal).ToList();
        return $"There is no field '{Excerpt.Of(key)}' here." + (Spelling.Nearest(key, known) is { } meant ? $" Did you mean '{meant}'?" : known.Count == 0 ? " The schema names none." : $" Fields: {JsonWords.List(known)}.");
    }
}
