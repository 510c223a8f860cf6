using System.Text.Json.Nodes;

namespace AiStack.Core.Yaml;

/// <summary>A value of a file as JSON.</summary>
public static class NodeJson
{
    /// <summary>The value. A number that JSON cannot hold, such as <c>.inf</c>, stays text.</summary>
    /// <returns><see langword="null"/>: JSON's null.</returns>
    public static JsonNode? Of(Node node) => node switch
    {
        MappingNode mapping => Of(mapping),
        SequenceNode sequence => new JsonArray([.. sequence.Items.Select(Of)]),
        ScalarNode { IsNull: true } => null,
        ScalarNode scalar when scalar.TryGetBool(out var flag) => flag,
        ScalarNode scalar when scalar.TryGetInt64(out var whole) => whole,
        ScalarNode scalar when scalar.TryGetDouble(out var number) => number,
        ScalarNode scalar => scalar.Value,
        _ => throw new ArgumentException($"{node.Noun} has no form in JSON.", nameof(node)),
    };

    /// <summary>A mapping as an object, its entries in their order.</summary>
    public static JsonObject Of(MappingNode mapping)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        return new(mapping.Entries.Select(entry => KeyValuePair.Create(entry.Key, Of(entry.Value))));
    }
}
