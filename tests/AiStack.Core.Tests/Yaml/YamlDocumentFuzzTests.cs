using AiStack.Core.Yaml;

namespace AiStack.Core.Tests.Yaml;

public sealed class YamlDocumentFuzzTests
{
    [Fact]
    public void Change_OfMutatedSample_IsExactOrRefused()
    {
        var (done, refused) = (0, 0);
        foreach (var seed in FuzzSize.Cases())
        {
            var random = new Random(seed);
            var text = Mutation.Of(Mutation.Sample, random);
            var reading = YamlReader.Read(text, "stack.yaml");
            if (reading.Problems.Count > 0)
            {
                continue;
            }

            var paths = Paths(reading.Root!, []).ToList();
            var path = paths[random.Next(paths.Count)];
            var value = NodeGenerator.Node(random, depth: 2);
            try
            {
                var document = YamlDocument.Parse(text).Set(path, value);
                Assert.True(NodeChange.IsSame(value, NodeChange.Find(YamlReader.Read(document.Text, "s").Root, path)!), $"Case {seed}");
                Assert.Same(document, document.Set(path, value));
                Assert.All((string[])["# yaml-language-server", "# the chat model"],
                    comment => Assert.Equal(text.Contains(comment, StringComparison.Ordinal), document.Text.Contains(comment, StringComparison.Ordinal)));
                Assert.True(Untouched(text, document.Text) || value is not ScalarNode, $"Case {seed}: {text}\n{document.Text}");
                done++;
            }
            catch (YamlEditException)
            {
                refused++;
            }
        }

        Assert.True(done > refused, $"{done} changes made, {refused} refused");
    }

    // What differs is one stretch: at most the lines of one scalar of the sample.
    private static bool Untouched(string before, string after)
    {
        var (old, changed) = (before.Split('\n'), after.Split('\n'));
        var head = old.Zip(changed).TakeWhile(pair => pair.First == pair.Second).Count();
        var tail = old.Reverse().Zip(changed.Reverse()).TakeWhile(pair => pair.First == pair.Second).Count();
        return old.Length - head - tail < 12;
    }

    private static IEnumerable<string[]> Paths(Node node, string[] path) => node switch
    {
        MappingNode { Entries.Count: > 0 } mapping => mapping.Entries.SelectMany(entry => Paths(entry.Value, [.. path, entry.Key])),
        SequenceNode { Items.Count: > 0 } list => list.Items.SelectMany((item, index) => Paths(item, [.. path, $"{index}"])),
        _ => [path],
    };
}
