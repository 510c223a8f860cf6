namespace AiStack.Autoscaling.Load;

/// <summary>A load, second by second.</summary>
public sealed class LoadCurve
{
    /// <summary>Tokens of a prompt when nothing is said.</summary>
    public const int UsualPromptTokens = 512;

    /// <summary>Tokens of an answer when nothing is said.</summary>
    public const int UsualOutputTokens = 128;

    private readonly LoadSecond[] _seconds;

    /// <summary>Makes a load.</summary>
    /// <param name="seconds">What comes in each second; kept as it is.</param>
    public LoadCurve(LoadSecond[] seconds)
    {
        ArgumentNullException.ThrowIfNull(seconds);

        _seconds = seconds;
        var busiest = seconds.Length == 0 ? default : seconds[0];
        foreach (var second in seconds)
        {
            busiest = second.Requests > busiest.Requests ? second : busiest;
        }

        Busiest = busiest;
    }

    /// <summary>What comes in each second.</summary>
    public IReadOnlyList<LoadSecond> Seconds => _seconds;

    /// <summary>The second with most requests, the first of several.</summary>
    /// <value>Nothing, for a load of no seconds.</value>
    public LoadSecond Busiest { get; }

    /// <summary>How long it lasts.</summary>
    public TimeSpan Length => TimeSpan.FromSeconds(_seconds.Length);

    /// <summary>Most requests of a second.</summary>
    public double Peak => Busiest.Requests;

    /// <summary>The same for a model that answers with vectors.</summary>
    public LoadCurve WithoutAnswers() => new([.. _seconds.Select(second => second with { OutputTokens = 0 })]);

    /// <summary>The seconds themselves, for whoever goes through all of them.</summary>
    internal ReadOnlySpan<LoadSecond> Span => _seconds;
}
