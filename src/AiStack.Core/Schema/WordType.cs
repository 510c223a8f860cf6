using System.Text.Json.Nodes;
using AiStack.Core.Reading;
using AiStack.Core.Yaml;

namespace AiStack.Core.Schema;

/// <summary>One of a few words.</summary>
/// <typeparam name="T">What the words mean in C#.</typeparam>
/// <param name="words">The words and their meanings, in the order a message lists them.</param>
public sealed class WordType<T>(params IReadOnlyList<(string Word, T Value)> words) : PropertyType<T> where T : struct
{
    /// <inheritdoc/>
    public override string Expectation => words.Count == 1
        ? $"'{words[0].Word}'"
        : $"{string.Join(", ", words.Take(words.Count - 1).Select(word => word.Word))} or {words[^1].Word}";

    /// <inheritdoc/>
    public override JsonObject JsonSchema => new() { ["enum"] = new JsonArray([.. words.Select(word => (JsonNode)word.Word)]) };

    /// <inheritdoc/>
    public override bool TryRead(Node node, ReadContext context, out T value)
    {
        value = default;
        if (node is not ScalarNode scalar || scalar.IsNull)
        {
            context.ReportWrongType(node, Expectation);
            return false;
        }

        foreach (var word in words)
        {
            if (word.Word == scalar.Value)
            {
                value = word.Value;
                return true;
            }
        }

        // Among words of three letters nearly everything is near to something: 'aws' is not meant as 'aks'.
        var meant = words.FirstOrDefault(word => string.Equals(word.Word, scalar.Value, StringComparison.OrdinalIgnoreCase)).Word
            ?? (scalar.Value.Length > 3 ? Spelling.Nearest(scalar.Value, words.Select(word => word.Word)) : null);
        context.Report(PropertyProblems.NotOneOf.At(node.Place, $"{context.Property} takes {Expectation}, not '{Excerpt.Of(scalar.Value)}'.",
            meant is null ? $"Write {Expectation}." : $"Write {meant}."));
        return false;
    }

    /// <inheritdoc/>
    public override Node Write(T value) => Nodes.Text(WordOf(value));

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(T value) => words.Any(word => word.Value.Equals(value))
        ? []
        : [new(PropertyProblems.NotOneOf, $"takes {Expectation}, not '{value}'.", $"Write {Expectation}.")];

    /// <summary>The word for a meaning.</summary>
    public string WordOf(T value) => words.FirstOrDefault(word => word.Value.Equals(value)).Word ?? $"{value}";
}
