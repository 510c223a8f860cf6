using System.Text.Json.Nodes;
using AiStack.Core.Reading;
using AiStack.Core.Yaml;

namespace AiStack.Core.Schema;

/// <summary>One of a few words.</summary>
/// <typeparam name="T">What the words mean in C#.</typeparam>
/// <param name="words">The words and their meanings, in the order a message lists them.</param>
public sealed class WordType<T>(params (string Word, T Value)[] words) : PropertyType<T> where T : struct
{
    /// <inheritdoc/>
    public override string Expectation => words.Length == 1
        ? $"'{words[0].Word}'"
        : $"{string.Join(", ", Words.AsSpan(0, words.Length - 1))} or {words[^1].Word}";

    /// <inheritdoc/>
    public override JsonObject JsonSchema => new() { ["enum"] = new JsonArray([.. Words.Select(word => (JsonNode)word)]) };

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
        var meant = Words.FirstOrDefault(word => string.Equals(word, scalar.Value, StringComparison.OrdinalIgnoreCase))
            ?? (scalar.Value.Length > 3 ? Spelling.Nearest(scalar.Value, Words) : null);
        context.Report(PropertyProblems.NotOneOf.At(node.Place, $"{context.Property} takes {Expectation}, not '{Excerpt.Of(scalar.Value)}'.",
            meant is null ? $"Write {Expectation}." : $"Write {meant}."));
        return false;
    }

    /// <inheritdoc/>
    public override Node Write(T value) => Nodes.Text(WordOf(value));

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(T value) => Find(value) is not null
        ? []
        : [new(PropertyProblems.NotOneOf, $"takes {Expectation}, not '{value}'.", $"Write {Expectation}.")];

    /// <summary>The word for a meaning.</summary>
    public string WordOf(T value) => Find(value) ?? $"{value}";

    // Loops, since what the class library does with these tuples would have to be compiled at every start.
    private string[] Words
    {
        get
        {
            var names = new string[words.Length];
            for (var i = 0; i < words.Length; i++)
            {
                names[i] = words[i].Word;
            }

            return names;
        }
    }

    private string? Find(T value)
    {
        foreach (var word in words)
        {
            if (EqualityComparer<T>.Default.Equals(word.Value, value))
            {
                return word.Word;
            }
        }

        return null;
    }
}
