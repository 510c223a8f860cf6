using System.Globalization;

namespace AiStack.Simulator.CommandLine;

/// <summary>Durations as people type them: <c>250ms</c>, <c>0.25s</c>, <c>1m</c>, or a bare number of milliseconds.</summary>
internal static class Durations
{
    // Longest unit name first: every 'ms' also ends in 's'.
    private static readonly (string Unit, double Milliseconds)[] Units = [("ms", 1), ("s", 1000), ("m", 60_000), ("", 1)];

    /// <summary>Reads a duration of zero up to an hour.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        foreach (var (unit, milliseconds) in Units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal))
            {
                var isNumber = double.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number);
                duration = isNumber && number * milliseconds <= 3_600_000 ? TimeSpan.FromMilliseconds(number * milliseconds) : TimeSpan.Zero;
                return isNumber && number * milliseconds <= 3_600_000;
            }
        }

        duration = TimeSpan.Zero;
        return false;
    }
}
