using System.Globalization;

namespace AiStack.Autoscaling;

/// <summary>Words of reasons.</summary>
internal static class Reasons
{
    /// <summary>A number with at most two decimals.</summary>
    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>«now 1 → 3», or «stays 1».</summary>
    public static string Change(int from, int to) => from == to
        ? string.Create(CultureInfo.InvariantCulture, $"stays {from}")
        : string.Create(CultureInfo.InvariantCulture, $"now {from} → {to}");
}
