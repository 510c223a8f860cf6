using System.Globalization;
using AiStack.Cli.Policies;
using AiStack.Components.Apisix;
using AiStack.Core.Policies;
using AiStack.Core.Schema;

namespace AiStack.Cli.Output;

/// <summary>What a case expects and what it got, in few words.</summary>
internal static class PolicyWords
{
    /// <summary>What is expected: <c>200, with 'hello', &lt; 100 tokens left</c>.</summary>
    public static string Of(PolicyExpectation expected)
    {
        List<string> words = [];
        Add(expected.Status, status => status.ToString(CultureInfo.InvariantCulture));
        Add(expected.RemainingBelow, tokens => string.Create(CultureInfo.InvariantCulture, $"< {tokens} tokens left"));
        AddText(expected.Contains, "with");
        AddText(expected.NotContains, "without");
        return string.Join(", ", words);

        void Add(int? number, Func<int, string> word)
        {
            if (number is { } said)
            {
                words.Add(word(said));
            }
        }

        void AddText(string? text, string word)
        {
            if (text is not null)
            {
                words.Add($"{word} '{Excerpt.Of(text)}'");
            }
        }
    }

    /// <summary>What came back: <c>200, 87 tokens left</c>.</summary>
    public static string Of(PolicyAnswer? answer) => answer switch
    {
        null => "–",
        { Remaining: { } remaining } => string.Create(CultureInfo.InvariantCulture, $"{answer.Status}, {remaining} tokens left"),
        _ => answer.Status.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>A verdict.</summary>
    public static string Of(PolicyVerdict verdict) => verdict switch
    {
        PolicyVerdict.Passed => "passed",
        PolicyVerdict.Failed => "failed",
        _ => "not run",
    };

    /// <summary>What the cases could not show, a sentence each.</summary>
    public static IEnumerable<string> NotTested(IEnumerable<PolicyResult> results) =>
        results.Select(result => result.Request.Route.Gateway).Distinct()
            .Where(gateway => gateway.Spec is AiGatewaySpec { IpWhitelist: not null })
            .Select(gateway => $"Not tested: the addresses that {gateway.Reference} lets in. All requests come from this machine, which counts as one of them.");

    /// <summary>The beginning of a body, on one line.</summary>
    public static string Beginning(string body)
    {
        const int Length = 300;
        var line = string.Join(' ', body.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        line = new([.. line.Take(Length + 1).Select(character => char.IsControl(character) ? ' ' : character)]);
        return line.Length == 0 ? "(empty)" : line.Length <= Length ? line : line[..Length] + "…";
    }
}
