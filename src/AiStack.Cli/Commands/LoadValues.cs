using System.Globalization;
using AiStack.Cli.Load;
using AiStack.Core.Units;

namespace AiStack.Cli.Commands;

/// <summary>Values of <c>aistack load</c>'s options: each is read to its value, or to the rest of a sentence that says what the option takes.</summary>
internal static class LoadValues
{
    /// <summary>Tokens of prompts when nothing is said.</summary>
    public static TokenDistribution DefaultPromptTokens => Tokens("100-400").Item1!;

    /// <summary>Tokens of answers when nothing is said.</summary>
    public static TokenDistribution DefaultOutputTokens => Tokens("50-200").Item1!;

    /// <summary>An API's address: up to and with <c>/v1</c>, however it was written.</summary>
    public static (Uri?, string?) Target(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.Host.Length == 0)
        {
            return (null, $"takes an address such as http://localhost:8000 or https://host/v1, not '{text}'");
        }

        var path = address.AbsolutePath.TrimEnd('/');
        if (address.Query.Length + address.Fragment.Length + address.UserInfo.Length > 0)
        {
            return (null, "takes an address without user, '?' and '#'; a key is given with --api-key, anything else with --header");
        }

        foreach (var end in (ReadOnlySpan<string>)["/chat/completions", "/completions", "/embeddings", "/models"])
        {
            if (path.EndsWith(end, StringComparison.Ordinal))
            {
                return (null, $"takes the address of the whole API: leave '{end}' off, and choose with --endpoint");
            }
        }

        return (new(address, path.EndsWith("/v1", StringComparison.Ordinal) ? path : $"{path}/v1"), null);
    }

    /// <summary>Requests per second.</summary>
    public static (double?, string?) Rate(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) && rate is > 0 and <= 100_000
            ? (rate, null)
            : (null, $"takes requests per second, a number above 0 and up to 100000 such as 5 or 0.5, not '{text}'");

    /// <summary>A length of time above zero.</summary>
    public static (TimeSpan?, string?) Time(string text) =>
        !Duration.TryParse(text, out var duration, out var error) ? (null, $"takes a duration. {error}")
        : duration <= TimeSpan.Zero || duration > TimeSpan.FromDays(20) ? (null, $"takes a duration above 0 and up to 480h, not '{text}'")
        : (duration, null);

    /// <summary>A distribution of tokens.</summary>
    public static (TokenDistribution?, string?) Tokens(string text) =>
        TokenDistribution.TryParse(text, out var distribution, out var error) ? (distribution, null) : (null, $"does not take '{text}': {error}");

    /// <summary>A number of requests.</summary>
    public static (int?, string?) Concurrency(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 ? (number, null) : (null, $"takes a whole number of 1 or more, not '{text}'");

    /// <summary>A seed.</summary>
    public static (ulong?, string?) Seed(string text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (number, null) : (null, $"takes a whole number of 0 or more, not '{text}'");
}
