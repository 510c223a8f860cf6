using System.Text.Json.Nodes;
using AiStack.Core.Reading;
using AiStack.Core.Schema;
using AiStack.Core.Yaml;

namespace AiStack.Components.Apisix;

/// <summary>Something that is on with its usual values (<c>true</c>), off (<c>false</c>), or on as a mapping says.</summary>
/// <typeparam name="T">The values: an immutable record.</typeparam>
/// <param name="properties">What the mapping may say.</param>
/// <param name="usual">The usual values.</param>
internal sealed class SwitchType<T>(PropertySet properties, T usual) : PropertyType<T?> where T : class
{
    private readonly RecordType<T> _record = new(properties, usual);

    public override string Expectation => $"true, false, or {_record.Expectation}";

    public override JsonObject JsonSchema => new() { ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "boolean" }, _record.JsonSchema) };

    public override bool TryRead(Node node, ReadContext context, out T? value)
    {
        value = null;
        if (node is MappingNode)
        {
            return _record.TryRead(node, context, out value);
        }

        if (node is ScalarNode scalar && scalar.TryGetBool(out var isOn))
        {
            value = isOn ? usual : null;
            return true;
        }

        context.ReportWrongType(node, Expectation);
        return false;
    }

    public override Node? Write(T? value) => _record.Write(value) switch
    {
        MappingNode { Entries.Count: 0 } => Nodes.Plain("true"),
        var written => written,
    };

    public override IEnumerable<Finding> Check(T? value) => _record.Check(value);
}
