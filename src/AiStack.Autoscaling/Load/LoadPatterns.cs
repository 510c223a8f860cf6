namespace AiStack.Autoscaling.Load;

/// <summary>Draws loads.</summary>
public static class LoadPatterns
{
    private const double Low = 0.1;
    private const int Bursts = 5;

    /// <summary>How long a pattern lasts when nothing is said.</summary>
    public static TimeSpan UsualLength(LoadPattern pattern) => pattern == LoadPattern.Day ? TimeSpan.FromHours(24) : TimeSpan.FromMinutes(30);

    /// <summary>Draws a pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="peak">Requests in a second where it is highest.</param>
    /// <param name="length">How long it lasts, in whole seconds. A day is stretched or pressed into it.</param>
    public static LoadCurve Draw(LoadPattern pattern, double peak, TimeSpan length)
    {
        var seconds = new LoadSecond[(int)Math.Ceiling(length.TotalSeconds)];
        for (var second = 0; second < seconds.Length; second++)
        {
            seconds[second] = new(peak * Share(pattern, second, seconds.Length), LoadCurve.UsualPromptTokens, LoadCurve.UsualOutputTokens);
        }

        return new(seconds);
    }

    // Of the peak, in a second of so many.
    private static double Share(LoadPattern pattern, int second, int seconds)
    {
        var part = second / (double)seconds;
        return pattern switch
        {
            LoadPattern.Step => part is >= 1 / 6.0 and < 2 / 3.0 ? 1 : Low,
            LoadPattern.Ramp => 1 - Math.Abs((2 * part) - 1),
            LoadPattern.Burst => IsBurst(second, seconds) ? 1 : Low,
            LoadPattern.Day => 0.05 + (0.95 * Math.Pow((1 + Math.Cos(2 * Math.PI * (part - (14 / 24.0)))) / 2, 2)),
            _ => 1,
        };
    }

    // A sixth of each fifth, from its middle on; in whole numbers, so that each is as long as the others.
    private static bool IsBurst(int second, int seconds)
    {
        var within = (long)second * Bursts % seconds;
        return 2 * within >= seconds && 6 * within < 4L * seconds;
    }
}
