using System.Text.Json.Nodes;
using AiStack.Core.Reading;
using AiStack.Core.Yaml;

namespace AiStack.Core.Schema;

/// <summary>Names of the user's own choice, each with a value.</summary>
/// <typeparam name="T">The values.</typeparam>
/// <param name="names">What the names take.</param>
/// <param name="values">What the values take.</param>
public sealed class MapType<T>(PropertyType<string?> names, PropertyType<T> values) : PropertyType<IReadOnlyDictionary<string, T>>
{
    /// <inheritdoc/>
    public override string Expectation => "a mapping";

    /// <inheritdoc/>
    public override JsonObject JsonSchema => new() { ["type"] = "object", ["additionalProperties"] = values.JsonSchema };

    /// <inheritdoc/>
    public override bool TryRead(Node node, ReadContext context, out IReadOnlyDictionary<string, T> value)
    {
        value = new Dictionary<string, T>();
        if (node is not MappingNode mapping)
        {
            context.ReportWrongType(node, Expectation);
            return false;
        }

        var entries = new OrderedDictionary<string, T>();
        foreach (var entry in mapping.Entries)
        {
            if (values.TryRead(entry.Value, context.Below(entry.Key), out var one))
            {
                entries[entry.Key] = one;
            }
        }

        value = entries;
        return entries.Count == mapping.Entries.Count;
    }

    /// <inheritdoc/>
    public override Node? Write(IReadOnlyDictionary<string, T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Count == 0 ? null : Nodes.Mapping(value.Select(entry => (entry.Key, values.Write(entry.Value))));
    }

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(IReadOnlyDictionary<string, T> value) =>
        value.SelectMany(entry => names.Check(entry.Key).Concat(values.Check(entry.Value)).Select(finding => finding.Below(entry.Key)));
}
