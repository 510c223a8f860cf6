using System.Text.Json.Nodes;
using AiStack.Core.Reading;
using AiStack.Core.Units;
using AiStack.Core.Yaml;

namespace AiStack.Core.Schema;

/// <summary>A span of time.</summary>
/// <param name="minimum">Shortest allowed.</param>
/// <param name="maximum">Longest allowed.</param>
public sealed class DurationType(TimeSpan minimum, TimeSpan maximum) : PropertyType<TimeSpan>
{
    /// <summary>A duration of one second to a hundred years.</summary>
    public DurationType() : this(TimeSpan.FromSeconds(1), Duration.Longest)
    {
    }

    /// <inheritdoc/>
    public override string Expectation => maximum == Duration.Longest
        ? $"a duration such as 20s or 5m, at least {Duration.Format(minimum)}"
        : $"a duration from {Duration.Format(minimum)} to {Duration.Format(maximum)}";

    /// <inheritdoc/>
    public override JsonObject JsonSchema => new() { ["type"] = new JsonArray("string", "number"), ["examples"] = new JsonArray("20s", "5m") };

    /// <inheritdoc/>
    public override bool TryRead(Node node, ReadContext context, out TimeSpan value)
    {
        value = default;
        if (node is not ScalarNode { IsNull: false } scalar)
        {
            context.ReportWrongType(node, Expectation);
            return false;
        }

        if (Duration.TryParse(scalar.Value, out value, out var error))
        {
            return true;
        }

        context.Report(PropertyProblems.NotADuration.At(node.Place, $"{context.Property} takes {Expectation}: {error}", "Write it like 20s, 5m or 1h30m."));
        return false;
    }

    /// <inheritdoc/>
    public override Node Write(TimeSpan value) => Nodes.Text(Duration.Format(value));

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(TimeSpan value) => value >= minimum && value <= maximum
        ? []
        : [new(PropertyProblems.OutOfRange, $"takes {Expectation}, not {Duration.Format(value)}.", $"Write {Expectation}.")];
}
