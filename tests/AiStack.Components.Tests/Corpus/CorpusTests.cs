using System.Text.RegularExpressions;

namespace AiStack.Components.Tests.Corpus;

/// <summary>Every wrong stack of this directory gets exactly the problems that its first lines say.</summary>
public sealed partial class CorpusTests
{
    private const int FewestFiles = 60;

    private static readonly bool s_accept = Environment.GetEnvironmentVariable("ACCEPT_GOLDEN") == "1";

    // Codes that no file of this directory can bring about, and the test that proves each of them.
    private static readonly Dictionary<string, string> s_provedElsewhere = new()
    {
        ["AIS100"] = "needs a file that cannot be read: YamlFileTests, CheckTests",
        ["AIS101"] = "a file here is read as UTF-8 itself: YamlFileTests",
        ["AIS102"] = "needs more than 16 MiB: YamlFileTests",
        ["AIS103"] = "the expectation would be all there is in the file, and comments are fine: YamlReaderTests",
        ["AIS124"] = "a file's mapping has each name once (AIS106), so only C# can: StackCheckerTests",
        ["AIS127"] = "needs an environment that is asked for: StackFileTests",
        ["AIS304"] = "only C# can refer without a link: StackStartTests",
    };

    public static TheoryData<string> Files => [.. CorpusFile.Names];

    [Theory]
    [MemberData(nameof(Files))]
    public void WrongStack_Checked_HasTheProblemsOfItsFirstLines(string name)
    {
        var file = CorpusFile.Named(name);
        if (s_accept)
        {
            file.Accept();
        }

        var (expected, found) = (file.Expected, file.Found());
        var missing = expected.Except(found).Select(line => $"- {line}");
        var surplus = found.Except(expected).Select(line => $"+ {line}");
        Assert.True(expected.SequenceEqual(found),
            $"{file.Path}\n{string.Join('\n', missing.Concat(surplus).DefaultIfEmpty("The problems are the expected ones in another order."))}\n(- expected, + found; ACCEPT_GOLDEN=1 rewrites the lines, then read them)");
        Assert.True(expected.Count > 0, $"{file.Path}: nothing is wrong with this stack.");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void WrongStack_Name_BeginsWithACodeItHas(string name)
    {
        var code = FileName().Match(name);

        Assert.True(code.Success, $"'{name}' is not named <code>-<idea>, such as AIS301-keda-to-qdrant.");
        Assert.Contains(CorpusFile.Named(name).Expected, line => line.Contains($" {code.Groups["code"].Value.ToUpperInvariant()}: ", StringComparison.Ordinal));
    }

    [Fact]
    public void ProblemKinds_EachOne_HasAWrongStack()
    {
        var shown = CorpusFile.Names.SelectMany(name => CorpusFile.Named(name).Expected).Select(line => Code().Match(line).Value).ToHashSet();
        var unproved = ComponentCatalog.Schema.Problems.Where(kind => !shown.Contains(kind.Code) && !s_provedElsewhere.ContainsKey(kind.Code)).Select(kind => $"{kind.Code} {kind.Title}");

        Assert.Empty(unproved);
    }

    [Fact]
    public void ProvedElsewhere_EachOne_IsStillAProblemKind() =>
        Assert.Empty(s_provedElsewhere.Keys.Except(ComponentCatalog.Schema.Problems.Select(kind => kind.Code)));

    [Fact]
    public void Corpus_Files_AreAtLeastSixty() => Assert.True(CorpusFile.Names.Count() >= FewestFiles);

    [GeneratedRegex("^(?<code>ais[0-9]{3})-[a-z0-9-]+$", RegexOptions.IgnoreCase)]
    private static partial Regex FileName();

    [GeneratedRegex("AIS[0-9]{3}")]
    private static partial Regex Code();
}
