using System.Text.Json.Nodes;
using AiStack.Core.Reading;
using AiStack.Core.Schema;
using AiStack.Core.Units;
using AiStack.Core.Yaml;

namespace AiStack.Components.Apisix;

/// <summary>A span of time that APISIX counts in whole seconds.</summary>
/// <param name="minimum">Shortest allowed.</param>
internal sealed class WholeSecondsType(TimeSpan minimum) : PropertyType<TimeSpan>
{
    private readonly DurationType _duration = new(minimum, Duration.Longest);

    public override string Expectation => _duration.Expectation;

    public override JsonObject JsonSchema => _duration.JsonSchema;

    public override bool TryRead(Node node, ReadContext context, out TimeSpan value) => _duration.TryRead(node, context, out value);

    public override Node Write(TimeSpan value) => _duration.Write(value);

    public override IEnumerable<Finding> Check(TimeSpan value)
    {
        // A negative one is not a duration at all, and cannot be written out.
        if (value < TimeSpan.Zero)
        {
            return [new(PropertyProblems.OutOfRange, $"takes {Expectation}, not a negative one.", $"Write {Expectation}.")];
        }

        return value.Ticks % TimeSpan.TicksPerSecond == 0
            ? _duration.Check(value)
            : [new(ApisixProblems.BrokenSeconds, $"is {Duration.Format(value)}, and APISIX counts whole seconds.", $"Write {Duration.Format(TimeSpan.FromSeconds(Math.Ceiling(value.TotalSeconds)))}.")];
    }
}
