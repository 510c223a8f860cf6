using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace AiStack.Simulator.CommandLine;

/// <summary>Options whose errors name the flag, what it takes and what was given.</summary>
internal static class Flags
{
    /// <summary>A whole number within bounds.</summary>
    public static Option<long?> Whole(string name, string description, long least, long greatest) => Value<long?>(
        name,
        description,
        $"a whole number from {least} to {greatest}",
        text => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= greatest ? number : null);

    /// <summary>A fraction from 0 to 1.</summary>
    public static Option<double?> Fraction(string name, string description, bool zeroAllowed) => Value<double?>(
        name,
        description,
        zeroAllowed ? "a fraction from 0 to 1" : "a fraction above 0 and up to 1",
        text => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= 1 && (number > 0 || zeroAllowed) ? number : null);

    /// <summary>A duration.</summary>
    public static Option<TimeSpan?> Duration(string name, string description) => Value<TimeSpan?>(
        name,
        description,
        "a duration such as 250ms, 0.25s or 250 (milliseconds), at most an hour",
        text => Durations.TryParse(text, out var duration) ? duration : null);

    /// <summary>One of some words.</summary>
    public static Option<string?> OneOf(string name, string description, params string[] words) => Value<string?>(
        name,
        $"{description} ({string.Join(", ", words)})",
        $"one of {string.Join(", ", words)}",
        text => words.Contains(text, StringComparer.Ordinal) ? text : null);

    /// <summary>Any text.</summary>
    public static Option<string?> Text(string name, string description) => new(name) { Description = description };

    /// <summary>One text or several.</summary>
    public static Option<string[]> Texts(string name, string description) =>
        new(name) { Description = description, Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = true };

    /// <summary>A switch; <c>--no-…</c> turns it off.</summary>
    public static (Option<bool> On, Option<bool> Off) Switch(string name, string description) =>
        (new(name) { Description = description, Arity = ArgumentArity.Zero }, new($"--no-{name[2..]}") { Hidden = true, Arity = ArgumentArity.Zero });

    private static Option<T> Value<T>(string name, string description, string takes, Func<string, T?> parse)
    {
        // Only one value, but more are let through to here so that the message is ours.
        return new Option<T>(name) { Description = description, CustomParser = Parse };

        T Parse(ArgumentResult result)
        {
            var text = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
            if (parse(text) is { } value)
            {
                return value;
            }

            result.AddError($"{name} takes {takes}, not '{text}'.");
            return default!;
        }
    }
}
