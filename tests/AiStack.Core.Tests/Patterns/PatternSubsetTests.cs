using AiStack.Core.Patterns;
using AiStack.Core.Problems;
using FsCheck.Xunit;

namespace AiStack.Core.Tests.Patterns;

public sealed class PatternSubsetTests
{
    [Theory]
    [InlineData("a++", PatternFindingKind.PossessiveQuantifier, 1, 2)]
    [InlineData("(?i)a{2,3}+b", PatternFindingKind.PossessiveQuantifier, 5, 6)]
    [InlineData("a(?R)", PatternFindingKind.Recursion, 1, 4)]
    [InlineData("(a)(?1)", PatternFindingKind.Recursion, 3, 4)]
    [InlineData("(?<n>a)(?&n)", PatternFindingKind.Recursion, 7, 5)]
    [InlineData(@"(?<n>a)\g<n>", PatternFindingKind.Recursion, 7, 5)]
    [InlineData(@"foo\Kbar", PatternFindingKind.MatchReset, 3, 2)]
    [InlineData(@"\Ga", PatternFindingKind.SearchStart, 0, 2)]
    [InlineData("(?(DEFINE)(?<n>a))", PatternFindingKind.Conditional, 0, 10)]
    [InlineData("(a)?(?(1)b|c)", PatternFindingKind.Conditional, 4, 5)]
    [InlineData("a(?C)b", PatternFindingKind.Callout, 1, 4)]
    [InlineData("a(*SKIP)b", PatternFindingKind.Verb, 1, 7)]
    [InlineData("(*UTF8)b", PatternFindingKind.Verb, 0, 7)]
    [InlineData("(?|a|b)", PatternFindingKind.BranchReset, 0, 3)]
    [InlineData(@"\Qa.b\Ec", PatternFindingKind.Quoting, 0, 7)]
    [InlineData(@"[\Qa]", PatternFindingKind.Quoting, 1, 2)]
    [InlineData("(?<a>x)(?<b-a>y)", PatternFindingKind.BalancingGroup, 7, 6)]
    [InlineData("[a-z-[aeiou]]", PatternFindingKind.ClassSubtraction, 4, 8)]
    [InlineData("(?n)a", PatternFindingKind.Option, 2, 1)]
    [InlineData("(?U)a", PatternFindingKind.Option, 2, 1)]
    [InlineData("(?xx)a", PatternFindingKind.Option, 3, 1)]
    [InlineData(@"\p{IsGreek}", PatternFindingKind.UnicodeProperty, 0, 11)]
    [InlineData(@"\p{Greek}", PatternFindingKind.UnicodeProperty, 0, 9)]
    [InlineData(@"\pL", PatternFindingKind.UnicodeProperty, 0, 3)]
    [InlineData(@"a\hb", PatternFindingKind.PcreEscape, 1, 2)]
    [InlineData(@"a\Rb", PatternFindingKind.PcreEscape, 1, 2)]
    [InlineData(@"\X", PatternFindingKind.PcreEscape, 0, 2)]
    [InlineData(@"\N", PatternFindingKind.PcreEscape, 0, 2)]
    [InlineData(@"\C", PatternFindingKind.PcreEscape, 0, 2)]
    [InlineData(@"[\v]", PatternFindingKind.PcreEscape, 1, 2)]
    [InlineData("[[:alpha:]]", PatternFindingKind.PosixClass, 1, 9)]
    [InlineData("(?P<n>a)", PatternFindingKind.GroupName, 0, 4)]
    [InlineData("(?<1>a)", PatternFindingKind.GroupName, 0, 4)]
    [InlineData("(?<n>a)(?<n>b)", PatternFindingKind.DuplicateGroupName, 7, 5)]
    [InlineData(@"\012", PatternFindingKind.OctalEscape, 0, 4)]
    [InlineData(@"\x{e9}", PatternFindingKind.CodePointEscape, 0, 6)]
    [InlineData(@"\u00e9", PatternFindingKind.CodePointEscape, 0, 6)]
    [InlineData(@"\x9", PatternFindingKind.CodePointEscape, 0, 3)]
    [InlineData(@"(?<=a+)b", PatternFindingKind.VariableLookbehind, 0, 7)]
    [InlineData(@"(a)\g1", PatternFindingKind.ReferenceNotation, 3, 3)]
    [InlineData(@"(a)\2", PatternFindingKind.UnknownReference, 3, 2)]
    [InlineData(@"(?i)(a)\1", PatternFindingKind.CaseIgnored, 7, 2)]
    [InlineData("(a", PatternFindingKind.UnclosedGroup, 0, 1)]
    [InlineData("a)", PatternFindingKind.UnopenedGroup, 1, 1)]
    [InlineData("[a", PatternFindingKind.UnclosedClass, 0, 1)]
    [InlineData("[]", PatternFindingKind.UnclosedClass, 0, 1)]
    [InlineData("*a", PatternFindingKind.NothingToRepeat, 0, 1)]
    [InlineData("a|+", PatternFindingKind.NothingToRepeat, 2, 1)]
    [InlineData("^*", PatternFindingKind.NothingToRepeat, 1, 1)]
    [InlineData("(?=a)*", PatternFindingKind.QuantifiedAssertion, 5, 1)]
    [InlineData("a{2}{3}", PatternFindingKind.DoubleQuantifier, 4, 3)]
    [InlineData("[z-a]", PatternFindingKind.ReversedRange, 1, 3)]
    [InlineData(@"[\d-z]", PatternFindingKind.RangeWithClass, 1, 4)]
    [InlineData("a{3,2}", PatternFindingKind.ReversedQuantifier, 1, 5)]
    [InlineData("a{70000}", PatternFindingKind.QuantifierTooLarge, 1, 7)]
    [InlineData("a{,3}", PatternFindingKind.AmbiguousBrace, 1, 4)]
    [InlineData(@"a\", PatternFindingKind.TrailingBackslash, 1, 1)]
    [InlineData(@"\y", PatternFindingKind.UnknownEscape, 0, 2)]
    [InlineData("(?~a)", PatternFindingKind.UnknownGroup, 0, 3)]
    [InlineData("a\0", PatternFindingKind.InvalidCharacter, 1, 1)]
    [InlineData("(?:(?:(?:a{2}bc){999}){999}){999}", PatternFindingKind.TooLarge, 0, 33)]
    public void Check_ConstructOutsideTheSubset_IsAnErrorWithItsPlace(string pattern, PatternFindingKind kind, int position, int length)
    {
        var findings = PatternSubset.Check(pattern);

        var finding = Assert.Single(findings, finding => finding.Kind == kind);
        Assert.Equal((Severity.Error, position, length), (finding.Severity, finding.Position, finding.Length));
        Assert.NotEmpty(finding.Fix);
        Assert.Null(SharedPattern.ToDotNet(pattern));
    }

    [Theory]
    [InlineData(@"(?i)\bignore (all|any) previous\b")]
    [InlineData(@"^\s*$")]
    [InlineData(@"[]a-z\]\-^]+?")]
    [InlineData(@"(?<name>a|b){2,}\.\x41\p{Lu}\P{L}")]
    [InlineData("x{a}{}{")]
    [InlineData("(?<=ab|cde)f(?!g)(?>h+)")]
    [InlineData("(?x) a b # comment\n c")]
    [InlineData("(?s-i:.)(?#note)")]
    [InlineData(@"\d{4}(?:[ -]\d{4}){3}")]
    [InlineData("[+*?.-]")]
    [InlineData("(?:ab*c)+d|(?:[a-c]x|y)+")]
    [InlineData("(?:a+b)+")]
    public void Check_PatternOfTheSubset_HasNoFindings(string pattern)
    {
        Assert.Empty(PatternSubset.Check(pattern));
        Assert.NotNull(SharedPattern.ToDotNet(pattern));
    }

    [Theory]
    [InlineData("(a+)+b", PatternFindingKind.MayTakeForever, 0, 5)]
    [InlineData(@"^(\w+\s?)*$", PatternFindingKind.MayTakeForever, 1, 9)]
    [InlineData("x(?:a|a)*y", PatternFindingKind.MayTakeForever, 1, 8)]
    [InlineData("(?:a*)*", PatternFindingKind.MayTakeForever, 0, 7)]
    [InlineData("(?:a{1,3})+b", PatternFindingKind.MayTakeForever, 0, 11)]
    [InlineData("", PatternFindingKind.MatchesEverything, 0, 0)]
    [InlineData("a*|b", PatternFindingKind.MatchesEverything, 0, 4)]
    [InlineData(@"(a)\1", PatternFindingKind.BackReference, 3, 2)]
    public void Check_DangerousPattern_IsAWarning(string pattern, PatternFindingKind kind, int position, int length)
    {
        var finding = Assert.Single(PatternSubset.Check(pattern), finding => finding.Kind == kind);
        Assert.Equal((Severity.Warning, position, length), (finding.Severity, finding.Position, finding.Length));
        Assert.NotNull(SharedPattern.ToDotNet(pattern));
    }

    [Fact]
    public void Check_PossessiveQuantifier_NamesItAndWhatToWrite()
    {
        var finding = Assert.Single(PatternSubset.Check("ab++"));
        Assert.Equal("possessive quantifier '++'", finding.Message);
        Assert.Contains("(?>b+)", finding.Fix, StringComparison.Ordinal);
    }

    [Property(MaxTest = 2000)]
    public void Check_AnyText_AnswersWithPlacesInsideThePattern(string? text)
    {
        var pattern = text ?? "";
        Assert.All(PatternSubset.Check(pattern), finding => Assert.InRange(finding.Position + finding.Length, finding.Position, pattern.Length));
    }

    [Fact]
    public void Check_DeepAndLongPatterns_AreAnsweredInTime()
    {
        foreach (var part in new[] { "(", "(?:", "[", "(a|", "(?=", "(?i", @"\", "a{", "(a*)*", "(?:a?){0,2}", "[^a]", @"\p{L}", "(?<=", "x|" })
        {
            var pattern = string.Concat(Enumerable.Repeat(part, 8000 / part.Length));
            var clock = System.Diagnostics.Stopwatch.StartNew();
            PatternSubset.Check(pattern);
            SharedPattern.ToDotNet(pattern);
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"{part} took {clock.Elapsed}");
        }
    }
}
