using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AiStack.Core.Patterns;
using AiStack.Core.Tests.Yaml;
using FsCheck.Xunit;

namespace AiStack.Core.Tests.Patterns;

public sealed class PatternSetTests
{
    [Theory]
    [InlineData("hello", "", "hello")]
    [InlineData("^[A-Z]{3}-\\d+$", "", "AAA-0")]
    [InlineData("", "[a-z]", " ")]
    [InlineData("", "[^\\n]", "\n")]
    [InlineData("(?i)please", "(?i)ignore\tplease", "pleasE")]
    [InlineData("cat\tdog", "cat", "dog")]
    [InlineData("\\bcat\\b", "^cat", " cat")]
    [InlineData("", "\\S\t ", "\t")]
    [InlineData("", "(?s).", "")]
    [InlineData("(a+)b(?=.?)", "", "ab")]
    [InlineData("(?:ab|cd)\\1?(x)", "", "abx")]
    [InlineData("", "(?!)\t(?<=x)y", "a")]
    [InlineData("a{1,1000}b{3}", "", "abbb")]
    [InlineData("", "^$\t[a-z0-9 ]", "A")]
    [InlineData("😀", "", "😀")]
    public void LetsSomethingPass_PatternsWithATextThatPasses_ShowsAShortOne(string allow, string deny, string expected)
        => Assert.Equal(new(PatternVerdict.Yes, expected), new PatternSet(Split(allow), Split(deny)).LetsSomethingPass());

    [Theory]
    [InlineData("hello", "l")]
    [InlineData("^[a-z]+$", "\\w")]
    [InlineData("", "^")]
    [InlineData("", "$")]
    [InlineData("", "\\w\t\\W\t^$")]
    [InlineData("", "a*")]
    [InlineData("cat\tdog", "(?i)C\t[D-G]\to")]
    [InlineData("ſ", "(?i)s")]
    [InlineData("a{200}", "a{199}")]
    [InlineData("(?=x)xy", "x")]
    [InlineData("\\bcat", "\\b")]
    public void LetsSomethingPass_EverythingAdmittedIsDenied_IsNo(string allow, string deny)
        => Assert.Equal(new(PatternVerdict.No, null), new PatternSet(Split(allow), Split(deny)).LetsSomethingPass());

    [Theory]
    [InlineData("a++", "")]
    [InlineData("", "a++")]
    [InlineData("", "(?=)")]
    [InlineData("(?!)a", "")]
    [InlineData("ab(?=c)", "")]
    [InlineData("[ab]{30000}", "")]
    public void LetsSomethingPass_WhatIsNotTold_IsUnknown(string allow, string deny)
        => Assert.Equal(new(PatternVerdict.Unknown, null), new PatternSet(Split(allow), Split(deny)).LetsSomethingPass());

    [Theory]
    [InlineData("^", PatternVerdict.Yes, null)]
    [InlineData("a?", PatternVerdict.Yes, null)]
    [InlineData(@"\B|\b", PatternVerdict.Yes, null)]
    [InlineData(@"^(?s:.*)$", PatternVerdict.Yes, null)]
    [InlineData(@"(?m)^.*$", PatternVerdict.Yes, null)]
    [InlineData(@"^.*$", PatternVerdict.No, "\n\n")]
    [InlineData(@"(?s).", PatternVerdict.No, "")]
    [InlineData(@"(?i)ignore", PatternVerdict.No, "a")]
    public void MatchesEverything_Pattern_IsToldFromOneThatLeavesSomething(string pattern, PatternVerdict verdict, string? witness)
    {
        var answer = PatternSet.MatchesEverything(pattern);
        Assert.Equal(verdict, answer.Verdict);
        Assert.True(witness == answer.Witness || (witness is ['\n', '\n'] && answer.Witness is [_, '\n' or _, ..]), answer.Witness);
        Assert.Equal(answer, new PatternSet(["x"], [pattern]).DeniesEverything());
    }

    [Theory]
    [InlineData("a^b", PatternVerdict.No, null)]
    [InlineData(@"a\bb", PatternVerdict.No, null)]
    [InlineData(@"$a", PatternVerdict.No, null)]
    [InlineData(@"\z\n", PatternVerdict.No, null)]
    [InlineData(@"$\n\n", PatternVerdict.No, null)]
    [InlineData(@"[^\s\S]", PatternVerdict.No, null)]
    [InlineData(@"$\n", PatternVerdict.Yes, "\n")]
    [InlineData(@"(?m)$\n^a", PatternVerdict.Yes, "\na")]
    [InlineData("", PatternVerdict.Yes, "a")]
    [InlineData("^$", PatternVerdict.Yes, "\n")]
    [InlineData("^\\z", PatternVerdict.Yes, "")]
    public void MatchesSomething_Pattern_IsToldFromAnImpossibleOne(string pattern, PatternVerdict verdict, string? witness)
        => Assert.Equal(new(verdict, witness), PatternSet.MatchesSomething(pattern));

    [Fact]
    public void LetsSomethingPass_RandomPatterns_AgreesWithTryingAllShortTexts()
    {
        var texts = ShortTexts("a", "b", "K", "1", " ", "\n").ToList();
        var (yes, no, unknown) = (0, 0, 0);
        foreach (var number in FuzzSize.Cases())
        {
            var random = new RandomPatterns(number);
            var choice = new Random(number);
            var opaque = number % 4 == 0;
            var allow = Several(choice.Next(3));
            var deny = Several(choice.Next(4));
            if (allow.Concat(deny).Any(pattern => SharedPattern.ToDotNet(pattern) is null || PatternSubset.Check(pattern).Any(finding => finding.Kind == PatternFindingKind.MayTakeForever)))
            {
                continue;
            }

            var answer = new PatternSet(allow, deny).LetsSomethingPass();
            var (admits, denies) = (allow.Select(RegexOf).ToList(), deny.Select(RegexOf).ToList());
            var shown = $"case {number}: allow {Shown(allow)}, deny {Shown(deny)}: {answer.Verdict} {Shown([answer.Witness ?? ""])}";
            Assert.True(opaque || answer.Verdict != PatternVerdict.Unknown, shown);
            Assert.Equal(answer.Verdict == PatternVerdict.Yes, answer.Witness is not null);
            Assert.True(answer.Witness is null || Passes(answer.Witness), shown);

            // Texts come shortest first, so the first that passes is what the witness has to keep up with.
            var passing = texts.Where(Passes).ToList();
            Assert.True(passing.Count == 0 || answer.Verdict != PatternVerdict.No, $"{shown}, but {Shown(passing.Take(1))} passes");
            if (!opaque && passing.Find(text => text.Length > 0 && !text.Contains('\n', StringComparison.Ordinal)) is { } best)
            {
                Assert.True(new StringInfo(answer.Witness!).LengthInTextElements is > 0 && answer.Witness!.EnumerateRunes().Count() <= best.Length, $"{shown}, but {Shown([best])} is shorter");
            }

            (yes, no, unknown) = (yes + (answer.Verdict == PatternVerdict.Yes ? 1 : 0), no + (answer.Verdict == PatternVerdict.No ? 1 : 0), unknown + (answer.Verdict == PatternVerdict.Unknown ? 1 : 0));

            bool Passes(string text) => (admits.Count == 0 || admits.Exists(regex => regex.IsMatch(text))) && !denies.Exists(regex => regex.IsMatch(text));
            string[] Several(int count) => [.. Enumerable.Range(0, count).Select(_ => random.Pattern(opaque))];
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{yes} yes, {no} no, {unknown} unknown");
        Assert.True(yes > 0 && no > 0, $"{yes} yes, {no} no, {unknown} unknown");
    }

    [Property(MaxTest = 300)]
    public void LetsSomethingPass_AnyTexts_IsAnswered(string?[]? allow, string?[]? deny)
        => Assert.InRange(new PatternSet((allow ?? []).Select(text => text ?? ""), (deny ?? []).Select(text => text ?? "")).LetsSomethingPass().Verdict, PatternVerdict.Yes, PatternVerdict.Unknown);

    [Theory]
    [InlineData("[ab]{1,1000}")]
    [InlineData("(?:a[ab]{20}|b[ab]{21})c")]
    [InlineData("^(?:[ab]*a[ab]{200})$")]
    [InlineData("(?:(?:a?){30}b?){60}")]
    [InlineData("(?:\\w{1,30}\\s?){1,30}$")]
    [InlineData("\\p{L}+\\P{Lu}*\\p{Nd}{1,500}")]
    [InlineData("^(?=(?:a+)+$)(?:a+)+\\z")]
    [InlineData("(?:a+)+(?=b)c")]
    [InlineData("x{9000}y{9000}")]
    public void LetsSomethingPass_LargeCountsAndManyWays_AreAnsweredInTime(string pattern)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        new PatternSet([pattern], []).LetsSomethingPass();
        new PatternSet([], [pattern]).LetsSomethingPass();
        new PatternSet([pattern], ["(?!x)z", "c", "b$"]).LetsSomethingPass();
        new PatternSet(["^[ab]+$"], [pattern, "^.{0,300}$"]).LetsSomethingPass();
        TestContext.Current.TestOutputHelper?.WriteLine($"{clock.Elapsed}");
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"took {clock.Elapsed}");
    }

    private static IEnumerable<string> ShortTexts(params string[] alphabet)
    {
        IEnumerable<string> current = [""];
        for (var length = 0; length <= 3; length++)
        {
            foreach (var text in current = [.. current])
            {
                yield return text;
            }

            var shorter = current;
            current = shorter.SelectMany(text => alphabet.Select(character => text + character));
        }
    }

    private static string[] Split(string patterns) => patterns.Length == 0 ? [] : patterns.Split('\t');

    private static Regex RegexOf(string pattern)
    {
        var shared = SharedPattern.ToDotNet(pattern)!;
        return new(shared.Expression, shared.Options, TimeSpan.FromSeconds(5));
    }

    private static string Shown(IEnumerable<string> texts)
        => string.Join(", ", texts.Select(text => new StringBuilder("«").AppendJoin("", text.EnumerateRunes().Select(rune => rune.Value is >= ' ' and < 127 ? rune.ToString() : $"<U+{rune.Value:X4}>")).Append('»')));
}
