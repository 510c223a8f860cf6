using System.Text.Json.Nodes;
using AiStack.Kubernetes.Validation.Schemas;

namespace AiStack.Kubernetes.Validation.Structure;

/// <summary>Fills in what a schema gives for what is not written, as the API server and APISIX do before they look at the rest.</summary>
internal static class Defaults
{
    /// <summary>Fills in a value and everything in it.</summary>
    /// <param name="value">The value, which is changed.</param>
    /// <param name="schema">Its schema.</param>
    public static void Fill(JsonNode? value, SchemaNode schema)
    {
        schema = schema.Resolved;
        switch (value)
        {
            case JsonObject mapping:
                Fill(mapping, schema);
                break;
            case JsonArray list when schema.Items is { } items:
                foreach (var item in list)
                {
                    Fill(item, items);
                }

                break;
        }
    }

    private static void Fill(JsonObject mapping, SchemaNode schema)
    {
        foreach (var (key, property) in schema.Properties)
        {
            var target = property.Resolved;

            // An explicit null is replaced too, where null is not a value of its own.
            if (target.Default is { } given && (!mapping.TryGetPropertyValue(key, out var written) || (written is null && !target.IsNullable)))
            {
                mapping[key] = given.DeepClone();
            }
        }

        foreach (var (key, value) in mapping)
        {
            foreach (var part in SchemaSteps.Into(schema, key))
            {
                Fill(value, part);
            }
        }
    }
}
