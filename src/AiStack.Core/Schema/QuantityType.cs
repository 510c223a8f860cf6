using System.Text.Json.Nodes;
using AiStack.Core.Reading;
using AiStack.Core.Units;
using AiStack.Core.Yaml;

namespace AiStack.Core.Schema;

/// <summary>An amount of processor, memory or disk, as Kubernetes writes it; above zero.</summary>
/// <param name="example">An amount that makes sense for the property, for messages.</param>
/// <param name="isSize">Whether it is of memory or disk, of which 1Mi is the least. Default: no.</param>
public sealed class QuantityType(string example, bool isSize = false) : PropertyType<Quantity>
{
    // Nothing runs in less, or keeps anything in it: a number without its unit is meant to have one.
    private const long LeastSize = 1 << 20;

    /// <inheritdoc/>
    public override string Expectation => $"a Kubernetes quantity such as {example}";

    /// <inheritdoc/>
    public override JsonObject JsonSchema => new() { ["type"] = new JsonArray("string", "number"), ["examples"] = new JsonArray(example) };

    /// <inheritdoc/>
    public override bool TryRead(Node node, ReadContext context, out Quantity value)
    {
        value = default;
        if (node is not ScalarNode { IsNull: false } scalar)
        {
            context.ReportWrongType(node, Expectation);
            return false;
        }

        if (Quantity.TryParse(scalar.Value, out value, out var error))
        {
            return true;
        }

        context.Report(PropertyProblems.NotAQuantity.At(node.Place, $"{context.Property} takes {Expectation}: {error}", $"Write it like {example}."));
        return false;
    }

    /// <inheritdoc/>
    public override Node Write(Quantity value) => Nodes.Text(value.ToString());

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Quantity value) => value.IsPositive
        ? isSize && value.Bytes < LeastSize ? [new(PropertyProblems.OutOfRange, $"takes 1Mi or more, and {value} is {value.Bytes} byte{(value.Bytes == 1 ? "" : "s")}.", $"Write the unit, as in {example}.")] : []
        : [new(PropertyProblems.OutOfRange, $"takes more than nothing, not {value}.", $"Write {Expectation}.")];
}
