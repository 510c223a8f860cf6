using System.Globalization;
using System.Text.Json.Nodes;
using AiStack.Core.Reading;
using AiStack.Core.Yaml;

namespace AiStack.Core.Schema;

/// <summary>A number, with or without a fraction.</summary>
/// <param name="minimum">Smallest allowed.</param>
/// <param name="maximum">Largest allowed.</param>
/// <param name="isMinimumExcluded">Whether it has to be above the smallest.</param>
public sealed class NumberType(double minimum = 0, double maximum = double.MaxValue, bool isMinimumExcluded = false) : PropertyType<double>
{
    /// <inheritdoc/>
    public override string Expectation => (isMinimumExcluded, maximum) switch
    {
        (true, double.MaxValue) => string.Create(CultureInfo.InvariantCulture, $"a number above {minimum}"),
        (true, _) => string.Create(CultureInfo.InvariantCulture, $"a number above {minimum} and up to {maximum}"),
        (false, double.MaxValue) => string.Create(CultureInfo.InvariantCulture, $"a number of {minimum} or more"),
        _ => string.Create(CultureInfo.InvariantCulture, $"a number from {minimum} to {maximum}"),
    };

    /// <inheritdoc/>
    public override JsonObject JsonSchema
    {
        get
        {
            var schema = new JsonObject { ["type"] = "number", [isMinimumExcluded ? "exclusiveMinimum" : "minimum"] = minimum };
            if (maximum < double.MaxValue)
            {
                schema["maximum"] = maximum;
            }

            return schema;
        }
    }

    /// <inheritdoc/>
    public override bool TryRead(Node node, ReadContext context, out double value)
    {
        value = 0;
        if (node is ScalarNode scalar && scalar.TryGetDouble(out value))
        {
            return true;
        }

        context.ReportWrongType(node, Expectation);
        return false;
    }

    /// <inheritdoc/>
    public override Node Write(double value) => Nodes.Plain(value.ToString("R", CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(double value) => value <= maximum && (isMinimumExcluded ? value > minimum : value >= minimum)
        ? []
        : [new(PropertyProblems.OutOfRange, string.Create(CultureInfo.InvariantCulture, $"takes {Expectation}, not {value}."), $"Write {Expectation}.")];
}
