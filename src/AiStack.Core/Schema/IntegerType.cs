using System.Globalization;
using System.Text.Json.Nodes;
using AiStack.Core.Reading;
using AiStack.Core.Yaml;

namespace AiStack.Core.Schema;

/// <summary>A whole number.</summary>
/// <param name="minimum">Smallest allowed.</param>
/// <param name="maximum">Largest allowed.</param>
public sealed class IntegerType(int minimum = int.MinValue, int maximum = int.MaxValue) : PropertyType<int>
{
    /// <inheritdoc/>
    public override string Expectation => (minimum, maximum) switch
    {
        (int.MinValue, int.MaxValue) => "a whole number",
        (_, int.MaxValue) => string.Create(CultureInfo.InvariantCulture, $"a whole number of {minimum} or more"),
        _ => string.Create(CultureInfo.InvariantCulture, $"a whole number from {minimum} to {maximum}"),
    };

    /// <inheritdoc/>
    public override JsonObject JsonSchema
    {
        get
        {
            var schema = new JsonObject { ["type"] = "integer" };
            if (minimum != int.MinValue)
            {
                schema["minimum"] = minimum;
            }

            if (maximum != int.MaxValue)
            {
                schema["maximum"] = maximum;
            }

            return schema;
        }
    }

    /// <inheritdoc/>
    public override bool TryRead(Node node, ReadContext context, out int value)
    {
        value = 0;
        if (node is not ScalarNode scalar || !scalar.TryGetInt64(out var number))
        {
            context.ReportWrongType(node, Expectation);
            return false;
        }

        // What does not fit is as much out of range as any other number that is too large.
        value = (int)Math.Clamp(number, int.MinValue, int.MaxValue);
        if (value != number)
        {
            context.Report(PropertyProblems.OutOfRange.At(node.Place, $"{context.Property} takes {Expectation}, not {number}.", $"Write {Expectation}."));
            return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public override Node Write(int value) => Nodes.Plain(value.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(int value) => value >= minimum && value <= maximum
        ? []
        : [new(PropertyProblems.OutOfRange, string.Create(CultureInfo.InvariantCulture, $"takes {Expectation}, not {value}."), $"Write {Expectation}.")];
}
