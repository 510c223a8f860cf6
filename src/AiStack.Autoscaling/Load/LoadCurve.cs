namespace AiStack.Autoscaling.Load;

/// <summary>A load, second by second.</summary>
/// <param name="Seconds">What comes in each second.</param>
public sealed record LoadCurve(IReadOnlyList<LoadSecond> Seconds)
{
    /// <summary>Tokens of a prompt when nothing is said.</summary>
    public const int UsualPromptTokens = 512;

    /// <summary>Tokens of an answer when nothing is said.</summary>
    public const int UsualOutputTokens = 128;

    /// <summary>How long it lasts.</summary>
    public TimeSpan Length => TimeSpan.FromSeconds(Seconds.Count);

    /// <summary>Most requests of a second.</summary>
    public double Peak { get; } = Seconds.Count == 0 ? 0 : Seconds.Max(second => second.Requests);

    /// <summary>All requests.</summary>
    public double Requests { get; } = Seconds.Sum(second => second.Requests);

    /// <summary>The same for a model that answers with vectors.</summary>
    public LoadCurve WithoutAnswers() => new([.. Seconds.Select(second => second with { OutputTokens = 0 })]);
}
