using System.Text.Json.Nodes;
using AiStack.Core.Reading;
using AiStack.Core.Schema;
using AiStack.Core.Yaml;

namespace AiStack.Components.Apisix;

/// <summary>A list that may be left unsaid, but not be empty: it would be unclear whether an empty one allows all or nothing.</summary>
/// <typeparam name="T">What is in it.</typeparam>
/// <param name="item">What its items take.</param>
/// <param name="areLinesAllowed">Whether it may be written as text, one item a line.</param>
internal sealed class FilledListType<T>(PropertyType<T> item, bool areLinesAllowed = false) : PropertyType<IReadOnlyList<T>?>
{
    private readonly ListType<T> _list = new(item);

    public override string Expectation => areLinesAllowed ? $"{_list.Expectation}, or one per line" : _list.Expectation;

    public override JsonObject JsonSchema
    {
        get
        {
            var list = _list.JsonSchema;
            list["minItems"] = 1;
            return areLinesAllowed ? new() { ["anyOf"] = new JsonArray(list, new JsonObject { ["type"] = new JsonArray("string", "number", "boolean") }) } : list;
        }
    }

    public override bool TryRead(Node node, ReadContext context, out IReadOnlyList<T>? value)
    {
        // `key:` without a value means that nothing is said.
        if (node is ScalarNode { IsNull: true })
        {
            value = null;
            return true;
        }

        var isRead = _list.TryRead(areLinesAllowed && node is ScalarNode text ? Lines(text) : node, context, out var items);
        value = isRead ? items : null;
        return isRead;
    }

    public override Node? Write(IReadOnlyList<T>? value) => value is null ? null : _list.Write(value) ?? Nodes.List([]);

    public override IEnumerable<Finding> Check(IReadOnlyList<T>? value) => value switch
    {
        null => [],
        { Count: 0 } => [new(PropertyProblems.OutOfRange, $"takes {Expectation}; it is empty.", "Write at least one, or remove the line.")],
        _ => _list.Check(value),
    };

    private static SequenceNode Lines(ScalarNode text) => new(
        [.. text.Value.Split('\n').Select(line => line.TrimEnd('\r')).Where(line => !string.IsNullOrWhiteSpace(line)).Select(line => (Node)new ScalarNode(line, IsPlain: false, text.Place))], text.Place);
}
