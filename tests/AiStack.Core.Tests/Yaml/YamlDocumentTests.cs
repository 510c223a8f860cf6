using AiStack.Core.Problems;
using AiStack.Core.Yaml;

namespace AiStack.Core.Tests.Yaml;

public sealed class YamlDocumentTests
{
    [Theory]
    [InlineData("a: 1 # one\nb: 2\n", "a", "5", "a: 5 # one\nb: 2\n")]
    [InlineData("a: 'x' # one\r\nb: 2\r\n", "a", "it's", "a: 'it''s' # one\r\nb: 2\r\n")]
    [InlineData("a: \"x\"\n", "a", "y", "a: \"y\"\n")]
    [InlineData("a:\n  b: 1 # c\n\n# next\nd: 2\n", "a.e", "7", "a:\n  b: 1 # c\n  e: 7\n\n# next\nd: 2\n")]
    [InlineData("a:\r\n    b: 1\r\nd: 2\r\n", "a.e", "7", "a:\r\n    b: 1\r\n    e: 7\r\nd: 2\r\n")]
    [InlineData("a: { b: 1 }\n", "a.c", "2", "a: { b: 1, c: 2 }\n")]
    [InlineData("a: {}\n", "a.c", "2", "a: { c: 2 }\n")]
    [InlineData("a: # none yet\nb: 1\n", "a", "2", "a: 2 # none yet\nb: 1\n")]
    [InlineData("l:\n- x: 1\n  y: 2\n- z\n", "l.0.y", "3", "l:\n- x: 1\n  y: 3\n- z\n")]
    [InlineData("a: 1", "b.c", "2", "a: 1\nb:\n  c: 2")]
    [InlineData("\uFEFFa: 1\n", "a", "2", "\uFEFFa: 2\n")]
    public void Set_Property_ChangesNothingElse(string text, string path, string value, string expected)
    {
        Assert.Equal(expected, YamlDocument.Parse(text).Set(path.Split('.'), Plain(value)).Text);
    }

    [Fact]
    public void Set_BelowAnAliasOrAnAliasedAnchor_IsRefused()
    {
        var document = YamlDocument.Parse("a: &x { b: 1 }\nc: *x\n");

        Assert.Contains("'*x'", Assert.Throws<YamlEditException>(() => document.Set(["c", "b"], Plain("2"))).Message, StringComparison.Ordinal);
        Assert.Throws<YamlEditException>(() => document.Set(["a", "b"], Plain("2")));
        Assert.Equal("a: &x { b: 1 }\nc: 2\n", document.Set(["c"], Plain("2")).Text);
    }

    [Theory]
    [InlineData("a: 1\nb: 2 # two\nc: 3\n", "b", "a: 1\nc: 3\n")]
    [InlineData("a: { b: 1, c: 2 }\n", "a.b", "a: { c: 2 }\n")]
    [InlineData("a: { b: 1, c: 2 }\n", "a.c", "a: { b: 1 }\n")]
    [InlineData("l:\n  - a\n  - b: 1\n    c: 2\n", "l.0", "l:\n  - b: 1\n    c: 2\n")]
    public void Remove_Property_ChangesNothingElse(string text, string path, string expected)
    {
        Assert.Equal(expected, YamlDocument.Parse(text).Remove(path.Split('.')).Text);
    }

    [Fact]
    public void RenameAndAppend_KeepTheRest()
    {
        var document = YamlDocument.Parse("a: 1 # one\nl:\n- x\n# end\nf: [1]\n");

        Assert.Equal("z: 1 # one\nl:\n- x\n- y\n# end\nf: [1, 2]\n",
            document.Rename(["a"], "z").Append(["l"], Plain("y")).Append(["f"], Plain("2")).Text);
        Assert.Throws<YamlEditException>(() => document.Rename(["a"], "l"));
    }

    [Fact]
    public void Set_EveryScalarOfTheSample_ChangesItsLineOnly()
    {
        var document = YamlDocument.Parse(Mutation.Sample);
        var (changed, refused) = (0, 0);
        foreach (var path in Paths(YamlReader.Read(Mutation.Sample, "s").Root!, []).ToList())
        {
            string text;
            try
            {
                text = document.Set(path, Plain("new value")).Text;
            }
            catch (YamlEditException)
            {
                refused++;
                continue;
            }

            var removed = Mutation.Sample.Split('\n').Except(text.Split('\n')).Count();
            Assert.True(removed is >= 1 and <= 3, $"{string.Join('.', path)}: {text}");
            Assert.Equal(Mutation.Sample.Count(c => c == '#'), text.Count(c => c == '#'));
            changed++;
        }

        Assert.True(changed > 20 && refused < 8, $"{changed} changed, {refused} refused");
    }

    private static IEnumerable<string[]> Paths(Node node, string[] path) => node switch
    {
        MappingNode mapping => mapping.Entries.SelectMany(entry => Paths(entry.Value, [.. path, entry.Key])),
        SequenceNode list => list.Items.SelectMany((item, index) => Paths(item, [.. path, $"{index}"])),
        _ => [path],
    };

    private static ScalarNode Plain(string value) => new(value, IsPlain: true, new Place(""));
}
