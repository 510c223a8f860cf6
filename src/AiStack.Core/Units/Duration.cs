using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace AiStack.Core.Units;

/// <summary>Lengths of time as a stack file says them: <c>20s</c>, <c>5m</c>, <c>1h30m</c>, <c>500ms</c>, or a bare number of seconds.</summary>
public static class Duration
{
    private const int LongestText = 64;
    private const string Hint = "Write for example 20s, 5m, 1h30m or 500ms; a bare number means seconds.";

    /// <summary>The longest duration that is accepted: a hundred years.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromDays(36_525);

    /// <summary>Reads a duration.</summary>
    /// <param name="text">One or more numbers, each with its unit (h, m, s, ms, us), or a bare number of seconds.</param>
    /// <param name="duration">The duration, exact to 100 nanoseconds; zero when the text is none.</param>
    /// <param name="error">What is wrong and what to write instead; <see langword="null"/> when nothing is.</param>
    /// <returns>Whether the text is a duration between 0 and <see cref="Longest"/>.</returns>
    public static bool TryParse(string? text, out TimeSpan duration, [NotNullWhen(false)] out string? error)
    {
        duration = default;
        error = string.IsNullOrEmpty(text) ? $"A duration is missing. {Hint}"
            : text.Length > LongestText ? $"'{text[..LongestText]}…' is too long for a duration. {Hint}"
            : text[0] == '-' ? $"'{text}' is negative; a duration cannot be. {Hint}"
            : Read(text, out duration);
        return error is null;
    }

    /// <summary>Prints a duration so that it reads back equal.</summary>
    /// <param name="duration">Between 0 and <see cref="Longest"/>.</param>
    /// <returns>Whole seconds below two minutes as <c>90s</c>, else hours, minutes, seconds and so on without the zero ones: <c>5m</c>, <c>1h30m</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The duration is negative.</exception>
    public static string Format(TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero);
        var ticks = duration.Ticks;
        if (ticks % TimeSpan.TicksPerSecond == 0 && ticks < 2 * TimeSpan.TicksPerMinute)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{ticks / TimeSpan.TicksPerSecond}s");
        }

        var text = new StringBuilder();
        foreach (var (unit, size) in (ReadOnlySpan<(string, long)>)[
            ("h", TimeSpan.TicksPerHour), ("m", TimeSpan.TicksPerMinute), ("s", TimeSpan.TicksPerSecond), ("ms", TimeSpan.TicksPerMillisecond)])
        {
            if (ticks / size > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"{ticks / size}{unit}");
                ticks %= size;
            }
        }

        return ticks == 0 ? text.ToString() : text.Append(CultureInfo.InvariantCulture, $"{ticks / 10m:0.#}us").ToString();
    }

    private static string? Read(string text, out TimeSpan duration)
    {
        duration = default;
        var ticks = 0m;
        for (var at = 0; at < text.Length;)
        {
            var number = Take(text, ref at, static c => char.IsAsciiDigit(c) || c == '.');
            var unit = Take(text, ref at, static c => !char.IsAsciiDigit(c) && c != '.');
            if (!decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
            {
                return $"'{text}' is not a duration: {(number.Length == 0 ? $"there is no number before '{unit}'" : $"'{number}' is not a number")}. {Hint}";
            }

            if (unit.Length == 0 && number.Length < text.Length)
            {
                return $"'{text}' is not a duration: '{number}' has no unit. {Hint}";
            }

            if (TicksPer(unit) is not { } size)
            {
                return $"'{text}' is not a duration: '{unit}' is not a unit. {UnitHint(unit)}";
            }

            // Checked before multiplying: a number of 60 digits would overflow.
            if (value > Longest.Ticks / size || (ticks += value * size) > Longest.Ticks)
            {
                return $"'{text}' is longer than 100 years. {Hint}";
            }
        }

        if (ticks != decimal.Truncate(ticks))
        {
            return $"'{text}' is finer than 100 nanoseconds, the shortest step there is. {Hint}";
        }

        duration = TimeSpan.FromTicks((long)ticks);
        return null;
    }

    private static string Take(string text, ref int at, Func<char, bool> belongs)
    {
        var start = at;
        while (at < text.Length && belongs(text[at]))
        {
            at++;
        }

        return text[start..at];
    }

    private static long? TicksPer(string unit) => unit switch
    {
        "h" => TimeSpan.TicksPerHour,
        "m" => TimeSpan.TicksPerMinute,
        "s" or "" => TimeSpan.TicksPerSecond,
        "ms" => TimeSpan.TicksPerMillisecond,
        "us" or "µs" => TimeSpan.TicksPerMicrosecond,
        _ => null,
    };

    private static string UnitHint(string unit) => unit.Trim() switch
    {
        "d" or "day" or "days" => "Write days as hours: 1d is 24h.",
        "min" or "mins" or "minute" or "minutes" or "M" => "Write minutes as m, for example 5m.",
        "sec" or "secs" or "second" or "seconds" or "S" => "Write seconds as s, for example 20s.",
        "hour" or "hours" or "hr" or "H" => "Write hours as h, for example 1h.",
        _ => Hint,
    };
}
