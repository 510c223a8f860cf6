using System.Globalization;
using System.Text.Json.Nodes;
using AiStack.Core.Reading;
using AiStack.Core.Yaml;

namespace AiStack.Core.Schema;

/// <summary>A list.</summary>
/// <typeparam name="T">What is in it.</typeparam>
/// <param name="item">What its items take.</param>
/// <param name="isSingleAllowed">Whether one item may stand without a list around it.</param>
public sealed class ListType<T>(PropertyType<T> item, bool isSingleAllowed = false) : PropertyType<IReadOnlyList<T>>
{
    /// <inheritdoc/>
    public override string Expectation => isSingleAllowed ? $"{item.Expectation}, or a list of these" : $"a list: {item.Expectation}";

    /// <inheritdoc/>
    public override JsonObject JsonSchema
    {
        get
        {
            var list = new JsonObject { ["type"] = "array", ["items"] = item.JsonSchema };
            return isSingleAllowed ? new() { ["anyOf"] = new JsonArray(item.JsonSchema, list) } : list;
        }
    }

    /// <inheritdoc/>
    public override bool TryRead(Node node, ReadContext context, out IReadOnlyList<T> value)
    {
        value = [];
        if (node is not SequenceNode list)
        {
            if (isSingleAllowed)
            {
                var isRead = item.TryRead(node, context, out var single);
                value = isRead ? [single] : [];
                return isRead;
            }

            context.ReportWrongType(node, Expectation);
            return false;
        }

        var items = new List<T>(list.Items.Count);
        for (var index = 0; index < list.Items.Count; index++)
        {
            if (item.TryRead(list.Items[index], context.Below(Segment(index)), out var one))
            {
                items.Add(one);
            }
        }

        value = items;
        return items.Count == list.Items.Count;
    }

    /// <inheritdoc/>
    public override Node? Write(IReadOnlyList<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Count == 0 ? null : Nodes.List(value.Select(item.Write).OfType<Node>());
    }

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(IReadOnlyList<T> value) =>
        value.SelectMany((one, index) => item.Check(one).Select(finding => finding.Below(Segment(index))));

    private static string Segment(int index) => string.Create(CultureInfo.InvariantCulture, $"[{index}]");
}
