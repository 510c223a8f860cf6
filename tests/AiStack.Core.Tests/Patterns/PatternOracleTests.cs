using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AiStack.Core.Patterns;
using AiStack.Core.Problems;
using AiStack.Core.Tests.Yaml;
using AiStack.Tests;

namespace AiStack.Core.Tests.Patterns;

/// <summary>PCRE itself says whether a pattern of the shared subset means in .NET what it means in APISIX.</summary>
public sealed class PatternOracleTests
{
    private static readonly string[] s_fixed =
    [
        @"(?i)\bignore (all|any) previous\b", @"^\s*$", @"[]a-z\]\-^]+?", @"(?<name>a|b){2,}\.\x41\p{Lu}\P{L}", "x{a}{}{", "(?<=ab|cde)f(?!g)(?>h+)", "(?x) a b # comment\n c", "(?s-i:.)(?#note)",
        @"\d{4}(?:[ -]\d{4}){3}", "[+*?.-]", "(?:ab*c)+d|(?:[a-c]x|y)+", "(?:a+b)+", "(a+)+b", @"^(\w+\s?)*$", "x(?:a|a)*y", "(?:a*)*", "(?:a{1,3})+b", "", "a*|b", @"(a)\1",
    ];

    [Fact]
    public void Check_PatternItAccepts_MeansTheSameInPcreAndInDotNet()
    {
        NeedPcre();
        var (accepted, compared, matched, forever) = (0, 0, 0, 0);
        var differing = new List<string>();
        foreach (var number in FuzzSize.Cases())
        {
            var random = new RandomPatterns(number);
            var pattern = number < s_fixed.Length ? s_fixed[number] : number % 3 == 0 ? random.Soup() : random.Pattern();
            if (PatternSubset.Check(pattern).Any(finding => finding.Severity == Severity.Error))
            {
                continue;
            }

            accepted++;
            using var pcre = Pcre2.Compile(pattern, out var error);
            if (pcre is null)
            {
                differing.Add($"case {number}: PCRE refuses {Shown(pattern)} with error {error}.");
                continue;
            }

            var shared = Assert.IsType<SharedPattern>(SharedPattern.ToDotNet(pattern));
            var regex = new Regex(shared.Expression, shared.Options, TimeSpan.FromSeconds(1));
            var linear = shared.IsLinear ? new Regex(shared.Expression, shared.Options | RegexOptions.NonBacktracking, TimeSpan.FromSeconds(1)) : regex;
            for (var i = 0; i < 30; i++)
            {
                var text = random.Text();
                if (Answers(pcre, regex, linear, text) is not var (expected, inDotNet))
                {
                    forever++;
                    if (!PatternSubset.Check(pattern).Any(finding => finding.Kind is PatternFindingKind.MayTakeForever or PatternFindingKind.BackReference))
                    {
                        differing.Add($"case {number}: {Shown(pattern)} as {shared.Expression} on {Shown(text)} takes forever, and nobody said so.");
                    }

                    break;
                }

                compared++;
                matched += expected ? 1 : 0;
                if (expected != inDotNet)
                {
                    differing.Add($"case {number}: {Shown(pattern)} as {shared.Expression} on {Shown(text)}: PCRE says {expected}.");
                    break;
                }
            }
        }

        Assert.True(differing.Count == 0, string.Join('\n', differing.Take(20)));
        TestContext.Current.TestOutputHelper?.WriteLine($"{accepted} patterns, {compared} texts, {matched} matched, {forever} took forever");
        Assert.InRange(matched, compared / 10, compared * 9 / 10);
    }

    [Fact]
    public void ToDotNet_EveryLetterWhileCaseIsIgnored_HasThePartnersThatPcreGivesIt()
    {
        NeedPcre();
        var letters = Enumerable.Range(0, 0x110000).Where(Rune.IsValid).Select(c => new Rune(c)).Where(rune => Rune.GetUnicodeCategory(rune) <= UnicodeCategory.TitlecaseLetter || Rune.GetUnicodeCategory(rune) is UnicodeCategory.LetterNumber || rune.Value is 0x345 or (>= 0x24B6 and <= 0x24E9)).ToList();

        // What this PCRE does not know yet (Unicode 16 added letters) has no partners there: that is a matter of versions, not of meaning.
        using var unassigned = Pcre2.Compile(@"\p{Cn}", out _);
        letters.RemoveAll(letter => unassigned!.Matches(letter.ToString()));
        var differing = new List<string>();
        foreach (var letter in letters)
        {
            var pattern = $"(?i){letter}";
            using var pcre = Pcre2.Compile(pattern, out _);
            var set = CharSets.IgnoringCase(CharSet.Of(letter.Value));
            var partners = letters.Where(other => other != letter && set.Contains(other.Value)).ToList();
            differing.AddRange(partners.Where(other => !pcre!.Matches(other.ToString())).Select(other => $"{letter} U+{letter.Value:X4} has the partner U+{other.Value:X4}"));
            // All at once for the other direction: what PCRE finds in everything but the partners we know.
            var rest = string.Concat(letters.Where(other => !set.Contains(other.Value)).Select(other => other.ToString()));
            if (pcre!.Matches(rest))
            {
                differing.Add($"{letter} U+{letter.Value:X4} has more partners in PCRE");
            }
        }

        Assert.True(differing.Count == 0, string.Join('\n', differing));
    }

    private static (bool InPcre, bool InDotNet)? Answers(Pcre2 pcre, Regex regex, Regex linear, string text)
    {
        try
        {
            var expected = pcre.Matches(text);
            return (expected, regex.IsMatch(text) == expected && linear.IsMatch(text) == expected ? expected : !expected);
        }
        catch (Exception tooLong) when (tooLong is RegexMatchTimeoutException or TimeoutException)
        {
            return null;
        }
    }

    private static void NeedPcre()
    {
        if (Pcre2.IsMissing)
        {
            Requirement.IsMissing("libpcre2-8.so.0 is not on this machine. On Debian: apt-get install libpcre2-8-0.");
        }
    }

    private static string Shown(string text) => '«' + string.Concat(text.EnumerateRunes().Select(rune => rune.Value is >= ' ' and < 127 ? rune.ToString() : $"<U+{rune.Value:X4}>")) + '»';
}
