using System.Globalization;
using System.Text.RegularExpressions;
using AiStack.Components.Apisix;

namespace AiStack.Cli.Policies;

/// <summary>Tokens that are left after an answer.</summary>
/// <remarks>
/// APISIX writes the header when it lets a request in, so it shows what was left before, less one: a request is checked with a cost of one token, which
/// is not kept, and its real tokens are taken off when it is over. What is left afterwards is therefore the header plus one, less what the answer says
/// it used. Another request would show it too, and change what later cases see. Source: apache/apisix 3.18.0, <c>apisix/plugins/ai-rate-limiting.lua</c>.
/// </remarks>
internal static partial class RemainingTokens
{
    private const int CostOfCheck = 1;
    private const int TooManyRequests = 429;

    /// <summary>Reads an answer.</summary>
    /// <param name="headers">Names and values of its headers.</param>
    /// <param name="status">Its status.</param>
    /// <param name="body">Its body.</param>
    /// <param name="limit">The limit of the route.</param>
    /// <returns><see langword="null"/>: it has no header of a token limit.</returns>
    public static int? After(IEnumerable<KeyValuePair<string, IEnumerable<string>>> headers, int status, string body, TokenLimit? limit)
    {
        var shown = headers.Where(header => Header().IsMatch(header.Key))
            .SelectMany(header => header.Value)
            .Select(text => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : (int?)null)
            .Min();

        // One that was refused took nothing.
        return shown is not { } before ? null
            : status == TooManyRequests ? before
            : Math.Max(0, before + CostOfCheck - (TokenUsage.Of(body)?.CountedBy(limit?.Strategy ?? default) ?? 0));
    }

    // X-AI-1-RateLimit-Remaining for a consumer's counter, X-AI-RateLimit-Remaining-ai-proxy-openai for a route's.
    [GeneratedRegex("^X-AI-([^-]+-)?RateLimit-Remaining(-.+)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Header();
}
