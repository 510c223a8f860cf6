using AiStack.Core.Units;

namespace AiStack.Components.Prometheus.Alerts;

/// <summary>Times that rules look back over.</summary>
internal static class LookBack
{
    private static readonly TimeSpan s_usual = TimeSpan.FromMinutes(5);

    /// <summary>A window with enough scrapes in it for a rate: 5 minutes, or four scrapes where they are rare.</summary>
    /// <param name="interval">Time between two scrapes.</param>
    public static string For(TimeSpan interval) => For(interval, s_usual);

    /// <summary>The same with another shortest window.</summary>
    public static string For(TimeSpan interval, TimeSpan shortest) => Duration.Format(interval * 4 > shortest ? interval * 4 : shortest);
}
