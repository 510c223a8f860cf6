using System.Globalization;

namespace AiStack.Gateway.CommandLine;

/// <summary>Flags as Python's argparse writes them: <c>--name value</c>, <c>--name=value</c>, and switches without a value.</summary>
internal sealed class FlagSet
{
    private readonly Dictionary<string, string?> _values = new(StringComparer.Ordinal);

    /// <summary>Reads a command line.</summary>
    /// <param name="args">The arguments after the role name.</param>
    /// <param name="flags">The flags there are.</param>
    /// <param name="refused">Flags of the original that have no meaning here, with the reason.</param>
    /// <exception cref="UsageException">An unknown or refused flag, a missing value, a stray argument.</exception>
    public FlagSet(IReadOnlyList<string> args, IReadOnlyList<Flag> flags, IReadOnlyDictionary<string, string> refused)
    {
        var known = flags.ToDictionary(flag => flag.Name, StringComparer.Ordinal);
        for (var i = 0; i < args.Count; i++)
        {
            var equals = args[i].IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? args[i] : args[i][..equals];

            if (!known.TryGetValue(name, out var flag))
            {
                throw new UsageException(
                    refused.TryGetValue(name, out var reason) ? $"{name} is not supported here: {reason}."
                    : name.StartsWith('-') ? $"Unknown option '{name}'{Suggestion(name, known.Keys)}."
                    : $"Unexpected argument '{args[i]}'.");
            }

            // A value may begin with one dash (a negative number, which is then judged as a number), not with two: that is the next flag.
            _values[name] = flag.Value is null ? equals < 0 ? null : throw new UsageException($"{name} takes no value.")
                : equals >= 0 ? args[i][(equals + 1)..]
                : i + 1 < args.Count && !args[i + 1].StartsWith("--", StringComparison.Ordinal) ? args[++i]
                : throw new UsageException($"{name} needs a value.");
        }
    }

    /// <summary>The flags as a help text.</summary>
    public static string Describe(IReadOnlyList<Flag> flags)
    {
        var width = flags.Max(flag => Heading(flag).Length) + 2;
        return string.Join(Environment.NewLine, flags.Select(flag => $"  {Heading(flag).PadRight(width)}{flag.Help}"));
    }

    /// <summary>Whether the flag was given.</summary>
    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>The flag's value, or <see langword="null"/> when it was not given.</summary>
    public string? Text(string name) => _values.GetValueOrDefault(name);

    /// <summary>A whole number within bounds.</summary>
    public int Integer(string name, int fallback, int least, int most = int.MaxValue) =>
        Text(name) is not { } text ? fallback
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most ? value
        : throw new UsageException($"{name} must be a whole number {Range(least, most)}, not '{text}'.");

    /// <summary>A time in seconds, fractions allowed, greater than zero.</summary>
    public TimeSpan Seconds(string name, TimeSpan fallback) =>
        Text(name) is not { } text ? fallback
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is > 0 and <= 1_000_000 ? TimeSpan.FromSeconds(value)
        : throw new UsageException($"{name} must be a number of seconds above 0, not '{text}'.");

    /// <summary>One of a few words.</summary>
    public string Choice(string name, string fallback, params ReadOnlySpan<string> choices) =>
        Text(name) is not { } text ? fallback
        : choices.Contains(text) ? text
        : throw new UsageException($"{name} must be one of {string.Join(", ", choices)}, not '{text}'.");

    private static string Heading(Flag flag) => flag.Value is null ? flag.Name : $"{flag.Name} <{flag.Value}>";

    private static string Range(int least, int most) =>
        most == int.MaxValue ? $"of {least} or more" : $"from {least} to {most}";

    private static string Suggestion(string name, IEnumerable<string> known)
    {
        var near = known.FirstOrDefault(flag => flag.StartsWith(name, StringComparison.Ordinal) || name.StartsWith(flag, StringComparison.Ordinal));
        return near is null ? "" : $" (did you mean {near}?)";
    }
}
