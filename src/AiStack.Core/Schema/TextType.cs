using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AiStack.Core.Reading;
using AiStack.Core.Yaml;

namespace AiStack.Core.Schema;

/// <summary>Text. A number or truth value without quotes is taken as it is written.</summary>
/// <param name="noun">What the text is: <c>a DNS label</c>.</param>
/// <param name="pattern">What the whole of it has to match, if anything.</param>
/// <param name="maximumLength">Characters at most.</param>
public sealed class TextType(string noun = "text", Regex? pattern = null, int maximumLength = 10_000) : PropertyType<string?>
{
    /// <inheritdoc/>
    public override string Expectation => noun;

    /// <inheritdoc/>
    public override JsonObject JsonSchema
    {
        get
        {
            var schema = new JsonObject { ["type"] = new JsonArray("string", "number", "boolean") };
            if (pattern is not null)
            {
                // JSON Schema has the regular expressions of JavaScript, which knows no \z.
                schema["pattern"] = pattern.ToString().Replace(@"\z", "$", StringComparison.Ordinal);
            }

            return schema;
        }
    }

    /// <inheritdoc/>
    public override bool TryRead(Node node, ReadContext context, out string? value)
    {
        value = (node as ScalarNode)?.Value;
        if (node is ScalarNode { IsNull: false })
        {
            return true;
        }

        context.ReportWrongType(node, Expectation);
        return false;
    }

    /// <inheritdoc/>
    public override Node? Write(string? value) => value is null ? null : Nodes.Text(value);

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(string? value)
    {
        if (value is null)
        {
            yield break;
        }

        if (value.Length == 0 || string.IsNullOrWhiteSpace(value))
        {
            yield return new(PropertyProblems.OutOfRange, $"takes {noun}; it is empty.", "Write a value or remove the line.");
        }
        else if (value.Length > maximumLength)
        {
            yield return new(PropertyProblems.OutOfRange, $"takes at most {maximumLength} characters; these are {value.Length}.", "Shorten it.");
        }
        else if (pattern?.IsMatch(value) == false)
        {
            yield return new(PropertyProblems.Malformed, $"takes {noun}, not '{Excerpt.Of(value)}'.", $"Write {noun}.");
        }
    }
}
