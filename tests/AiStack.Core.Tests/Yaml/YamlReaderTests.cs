using AiStack.Core.Yaml;

namespace AiStack.Core.Tests.Yaml;

public sealed class YamlReaderTests
{
    [Fact]
    public void Read_NestedValues_KeepTextOrderAndPlaces()
    {
        const string text = """
            name: rag # the name
            components:
              vllm:
                kind: vllm
                labels: { a.b/c: "x" }
            links:
              - { from: a, to: b }
              - from: c
                to: d
            """;

        var root = Assert.IsType<MappingNode>(ReadClean(text));

        Assert.Equal(["name", "components", "links"], root.Entries.Select(entry => entry.Key));
        Assert.Equal(("components.vllm.kind", 4, 11), Where(Find(root, "components", "vllm", "kind")));
        Assert.Equal(("components.vllm.labels[\"a.b/c\"]", 5, 22), Where(Find(root, "components", "vllm", "labels", "a.b/c")));
        var links = Assert.IsType<SequenceNode>(Find(root, "links"));
        Assert.Equal(("links[1].to", 9, 9), Where(Find(links.Items[1], "to")));
        Assert.Equal(("links[1].to", 9, 5), (root.Entries[2].Value as SequenceNode)!.Items[1] is MappingNode link
            ? (link.Entries[1].KeyPlace.Path, link.Entries[1].KeyPlace.Line, link.Entries[1].KeyPlace.Column) : default);
        Assert.Equal("stack.yaml:9:9", Find(links.Items[1], "to").Place.ToString());
    }

    [Theory]
    [InlineData("a: 1\r\nb: |\r\n  x\r\n  y\r\nc: 2\r\n")]
    [InlineData("\uFEFFa: 1\nb: |\n  x\n  y\nc: 2\n")]
    public void Read_WindowsLineEndsOrByteOrderMark_GiveTheSameValues(string text)
    {
        var root = ReadClean(text);

        Assert.Equal("x\ny\n", Assert.IsType<ScalarNode>(Find(root, "b")).Value);
        Assert.Equal(("c", 5, 4), Where(Find(root, "c")));
        Assert.Equal(("a", 1, 4), Where(Find(root, "a")));
    }

    [Theory]
    [InlineData("", "1:1 AIS103")]
    [InlineData("# nothing\n---\n", "1:1 AIS103")]
    [InlineData("a:\n\tb: 1\n", "2:1 AIS105")]
    [InlineData("a:\n  - x\n \t- y\n", "3:2 AIS105")]
    [InlineData("a: 1\nb: 'x\nc: 2\n", "2:4 AIS104")]
    [InlineData("a: [1, 2\nb: 3\n", "1:4 AIS104")]
    [InlineData("a:\n  b: {c: 1\n", "2:6 AIS104")]
    [InlineData("a: \"C:\\dir\"\n", "1:7 AIS104")]
    [InlineData("a: b: c\n", "1:5 AIS104")]
    [InlineData("a: @x\n", "1:4 AIS104")]
    [InlineData("a: 1\nb\nc: 2\n", "2:1 AIS104")]
    [InlineData("- a\nb: 1\n", "2:1 AIS104")]
    [InlineData("}\n", "1:1 AIS104")]
    [InlineData("%YAML 3.0\n---\na: 1\n", "1:1 AIS104")]
    [InlineData("a: 1\nb: 2\na: 3\n", "3:1 AIS106")]
    [InlineData("a: 1\n\"a\": 3\n", "2:1 AIS106")]
    [InlineData("a: 1\n---\nb: 2\n", "2:1 AIS107")]
    [InlineData("a: 1\n...\nb: 2\n", "3:1 AIS107")]
    [InlineData("? [a]\n: 1\n", "1:3 AIS108")]
    [InlineData("a: {{ name }}\n", "1:5 AIS108")]
    [InlineData("null: 1\n", "1:1 AIS108")]
    [InlineData(": 1\n", "1:1 AIS108")]
    [InlineData("<<: text\n", "1:5 AIS109")]
    [InlineData("a: !vault x\n", "1:4 AIS110")]
    [InlineData("a: !!int x\n", "1:4 AIS110")]
    [InlineData("a: !!set {b: 1}\n", "1:4 AIS110")]
    [InlineData("a: *x\nb: &x 1\n", "1:4 AIS111")]
    [InlineData("<<: *x\n", "1:5 AIS111")]
    [InlineData("*x\n", "1:1 AIS111")]
    [InlineData("a: &x { b: *x }\n", "1:12 AIS112")]
    [InlineData("a: x\u0007y\n", "1:5 AIS115")]
    [InlineData("a: \"x\\0y\"\n", "1:4 AIS115")]
    public void Read_BrokenText_IsOneProblemAtItsPlace(string text, string expected)
    {
        var problem = Assert.Single(YamlReader.Read(text, "stack.yaml").Problems);

        Assert.Equal(expected, $"{problem.Place.Line}:{problem.Place.Column} {problem.Kind.Code}");
        Assert.EndsWith(".", problem.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", problem.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_HalfOfASurrogatePair_IsAProblem()
    {
        // Not in the theory above: test runners cannot carry such a string.
        Assert.Equal("1:4 U+D800", YamlReader.Read("a: \uD800\n", "stack.yaml").Problems is [{ Place: var place, Message: var message }]
            ? $"{place.Line}:{place.Column} {message.Split(' ')[2]}" : "other problems");
    }

    [Fact]
    public void Read_SeveralProblems_AreReportedTogetherInFileOrder()
    {
        const string text = "a: 1\na: 2\nb: *none\nc: !x 1\n? {}\n: 2\nd: \"\\q\"\ne: 1\ne: 2\n";

        var reading = YamlReader.Read(text, "stack.yaml");

        Assert.Equal(["AIS106", "AIS111", "AIS110", "AIS108", "AIS104"], reading.Problems.Select(problem => problem.Kind.Code));
        Assert.False(reading.IsComplete);
        Assert.Contains("the first is at stack.yaml:1:1", reading.Problems[0].Message, StringComparison.Ordinal);
        Assert.Equal("1", Assert.IsType<ScalarNode>(Find(reading.Root!, "a")).Value);
    }

    [Fact]
    public void Read_Alias_SharesTheNodeOfItsAnchor()
    {
        var root = ReadClean("a: &x { b: 1 }\nc: *x\n");

        Assert.Same(Find(root, "a"), Find(root, "c"));
    }

    [Fact]
    public void Read_MergeKey_TakesEntriesThatAreNotItsOwn()
    {
        const string text = "a: &a { x: 1, y: 2 }\nb: &b { y: 3, z: 4 }\nc: { <<: [*a, *b], x: 9 }\n\"<<\": text\n";

        var root = ReadClean(text);
        var merged = Assert.IsType<MappingNode>(Find(root, "c"));

        Assert.Equal(["y=2", "z=4", "x=9"], merged.Entries.Select(entry => $"{entry.Key}={((ScalarNode)entry.Value).Value}"));
        Assert.Equal(1, Find(merged, "y").Place.Line);
        Assert.Equal("text", Assert.IsType<ScalarNode>(Find(root, "<<")).Value);
    }

    [Fact]
    public void Read_BillionLaughs_StopsAtOneMillionValues()
    {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
            + string.Concat(Enumerable.Range(1, 30).Select(i => $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n"));

        Assert.Equal("AIS113", Assert.Single(Timed(text).Problems).Kind.Code);
    }

    [Fact]
    public void Read_BillionMergedEntries_StopsAtOneMillionValues()
    {
        var text = "a: &a {" + string.Join(", ", Enumerable.Range(0, 5000).Select(i => $"k{i}: {i}")) + "}\n"
            + string.Concat(Enumerable.Range(0, 5000).Select(i => $"b{i}: {{ <<: [*a, *a] }}\n"));

        Assert.Equal("AIS113", Assert.Single(Timed(text).Problems).Kind.Code);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("? ")]
    public void Read_EndlessNesting_StopsAtOneHundredLevels(string open)
    {
        var reading = Timed(string.Concat(Enumerable.Repeat(open, 200_000)));

        Assert.Equal("AIS114", Assert.Single(reading.Problems, problem => problem.Kind.Code != "AIS108").Kind.Code);
    }

    [Fact]
    public void Read_NestingThroughAliases_StopsAtOneHundredLevels()
    {
        var text = "a0: &a0 [[[[[[[[[[x]]]]]]]]]]\n" + string.Concat(Enumerable.Range(1, 200).Select(i => $"a{i}: &a{i} [*a{i - 1}]\n"));

        Assert.Equal("AIS114", Assert.Single(Timed(text).Problems).Kind.Code);
    }

    [Fact]
    public void Read_OneHundredLevels_AreRead()
    {
        Assert.Empty(YamlReader.Read(new string('[', 100) + new string(']', 100), "stack.yaml").Problems);
    }

    [Fact]
    public void Read_LargeText_IsRefusedUnread()
    {
        Assert.Equal("AIS102", Assert.Single(Timed(new string('x', YamlReader.MaxBytes + 1)).Problems).Kind.Code);
    }

    [Theory]
    [InlineData("!!str 5", "5", false)]
    [InlineData("! 5", "5", false)]
    [InlineData("!!int 5", "5", true)]
    [InlineData("!!null", "", true)]
    public void Read_TagThatFits_IsHonoured(string value, string text, bool plain)
    {
        var scalar = Assert.IsType<ScalarNode>(Find(ReadClean($"a: {value}\n"), "a"));

        Assert.Equal((text, plain), (scalar.Value, scalar.IsPlain));
    }

    [Fact]
    public void Codes_AreUniqueAndInTheirRange()
    {
        Assert.Equal(YamlProblems.All.Count, YamlProblems.All.Select(kind => kind.Code).Distinct().Count());
        Assert.All(YamlProblems.All, kind => Assert.Matches("^AIS1[01][0-9]$", kind.Code));
        Assert.All(YamlProblems.All, kind => Assert.All(kind.Explanation.Split('\n'), line => Assert.InRange(line.Length, 0, 130)));
    }

    private static YamlReading Timed(string text)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var reading = YamlReader.Read(text, "stack.yaml");
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        return reading;
    }

    private static Node ReadClean(string text)
    {
        var reading = YamlReader.Read(text, "stack.yaml");
        Assert.Empty(reading.Problems);
        Assert.True(reading.IsComplete);
        return reading.Root!;
    }

    private static Node Find(Node node, params string[] keys) =>
        keys.Aggregate(node, (at, key) => Assert.IsType<MappingNode>(at).Entries.Single(entry => entry.Key == key).Value);

    private static (string, int, int) Where(Node node) => (node.Place.Path, node.Place.Line, node.Place.Column);
}
