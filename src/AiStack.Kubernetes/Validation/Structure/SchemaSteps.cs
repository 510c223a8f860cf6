using AiStack.Kubernetes.Validation.Schemas;

namespace AiStack.Kubernetes.Validation.Structure;

/// <summary>From the schema of a mapping to those of its entries.</summary>
internal static class SchemaSteps
{
    /// <summary>What a schema itself says about an entry; its branches speak for themselves.</summary>
    public static IEnumerable<SchemaNode> Into(SchemaNode schema, string key)
    {
        var isNamed = false;
        if (schema.Properties.TryGetValue(key, out var named))
        {
            isNamed = true;
            yield return named;
        }

        foreach (var (pattern, part) in schema.PatternProperties)
        {
            if (pattern.IsMatch(key))
            {
                isNamed = true;
                yield return part;
            }
        }

        if (!isNamed && schema.AdditionalProperties is { } rest)
        {
            yield return rest;
        }
    }
}
