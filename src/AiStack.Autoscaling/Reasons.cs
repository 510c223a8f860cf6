using System.Globalization;
using AiStack.Core.Units;

namespace AiStack.Autoscaling;

/// <summary>Words of reasons.</summary>
internal static class Reasons
{
    /// <summary>A number with at most two decimals.</summary>
    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A time that has passed, in whole seconds.</summary>
    public static string Since(TimeSpan time) => Duration.Format(TimeSpan.FromSeconds(Math.Floor(time.TotalSeconds)));

    /// <summary>«now 1 → 3», or «stays 1».</summary>
    public static string Change(int from, int to) => from == to
        ? string.Create(CultureInfo.InvariantCulture, $"stays {from}")
        : string.Create(CultureInfo.InvariantCulture, $"now {from} → {to}");
}
