using AiStack.Core.Problems;
using AiStack.Core.Yaml;

namespace AiStack.Core.Tests.Yaml;

public sealed class YamlWriterTests
{
    [Fact]
    public void Write_AnyValue_ReadsBackEqual()
    {
        foreach (var seed in FuzzSize.Cases())
        {
            var node = NodeGenerator.Node(new Random(seed), depth: 4);
            // A document that says nothing at all is an empty file, by decision of the reader.
            var root = new SequenceNode([node], new Place(""));

            var text = YamlWriter.Write(root);
            var reading = YamlReader.Read(text, "stack.yaml");

            Assert.True(reading.Problems.Count == 0, $"Case {seed}: {string.Join('\n', reading.Problems)}\n{text}");
            Assert.True(Describe(root) == Describe(reading.Root!), $"Case {seed}:\n{text}\n{Describe(root)}\n{Describe(reading.Root!)}");
            Assert.Equal(text, YamlWriter.Write(reading.Root!));
        }
    }

    [Fact]
    public void Write_Stack_IsBlockStyleWithFewQuotes()
    {
        const string text = """
            name: rag
            version: "1.0"
            components:
              vllm:
                model_path: Qwen/Qwen2-1.5B
                gpu_memory_utilization: 0.9
                labels: {}
                prompt: |
                  You answer

                    briefly.
                extra_args:
                  - --enable-lora
                  - "--x: y"
            links:
              - from: a
                to: b
              - - nested
                - []

            """;

        Assert.Equal(text, YamlWriter.Write(YamlReader.Read(text, "stack.yaml").Root!));
    }

    [Theory]
    [InlineData("a\0b", "NUL")]
    [InlineData("a\uD83D", "surrogate")]
    public void Write_TextThatNoFileCanHold_IsRefused(string text, string word)
    {
        // The runner replaces half of a pair on its way here.
        var value = text.Replace('\uFFFD', '\uD83D');

        var error = Assert.Throws<ArgumentException>(() => YamlWriter.Write(new ScalarNode(value, IsPlain: false, new Place(""))));

        Assert.Contains(word, error.Message, StringComparison.Ordinal);
    }

    /// <summary>What a value means: a plain text and a quoted one are the same, a plain number and a quoted one are not.</summary>
    internal static string Describe(Node node) => node switch
    {
        ScalarNode { IsNull: true } => "null",
        ScalarNode scalar => (scalar.IsTyped ? "typed " : "text ") + string.Concat(scalar.Value.Select(c => c is > ' ' and < '\u007F' and not '\\' ? $"{c}" : $"\\{(int)c:x4}")),
        SequenceNode list => $"[{string.Join(", ", list.Items.Select(Describe))}]",
        MappingNode mapping => $"{{{string.Join(", ", mapping.Entries.Select(entry => Describe(new ScalarNode(entry.Key, false, entry.KeyPlace)) + ": " + Describe(entry.Value)))}}}",
        _ => throw new InvalidOperationException(),
    };
}
