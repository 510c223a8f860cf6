using AiStack.Autoscaling.Load;
using AiStack.Autoscaling.Replay;

namespace AiStack.Cli.Replay;

/// <summary>A load that models are played.</summary>
/// <param name="description">The load in few words.</param>
/// <param name="draw">Makes it, for a peak in requests per second.</param>
internal sealed class LoadSource(string description, Func<double, LoadCurve> draw)
{
    /// <summary>Part of what all engines carry that a drawn load takes when nobody says how high it is.</summary>
    private const double UsualPart = 0.7;

    // The page and the file stay readable: at most so many pieces of a model's timeline, and of all together.
    private const int MostSteps = 1800;
    private const int MostStepsOfAll = 36_000;

    private static readonly int[] s_resolutions = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600];

    private readonly Dictionary<double, LoadCurve> _drawn = [];

    /// <summary>The load in few words.</summary>
    public string Description { get; } = description;

    /// <summary>Requests per second where it is highest.</summary>
    /// <value><see langword="null"/>: as high as suits each model.</value>
    public double? Peak { get; init; }

    /// <summary>Plays it to each model; they know nothing of each other, so that it can be done side by side.</summary>
    public IReadOnlyList<ModelTimeline> Play(IReadOnlyList<ReplayedModel> models)
    {
        var loads = models.Select(model => Draw(Peak ?? Usual(model))).ToList();
        var timelines = new ModelTimeline[models.Count];
        Parallel.For(0, models.Count, i => timelines[i] = ModelReplay.Run(models[i], loads[i], Resolution(loads[i], Math.Min(MostSteps, MostStepsOfAll / models.Count))));
        return timelines;
    }

    private LoadCurve Draw(double peak)
    {
        if (!_drawn.TryGetValue(peak, out var load))
        {
            _drawn[peak] = load = draw(peak);
        }

        return load;
    }

    private static int Resolution(LoadCurve load, int mostSteps) => s_resolutions.First(seconds => load.Seconds.Count <= seconds * mostSteps || seconds == s_resolutions[^1]);

    // Two digits say as much as more would.
    private static double Usual(ReplayedModel model)
    {
        var tokens = new LoadSecond(1, LoadCurve.UsualPromptTokens, model.AnswersWithVectors ? 0 : LoadCurve.UsualOutputTokens);
        var peak = UsualPart * model.Speed.Capacity(tokens) * (model.Rules?.MaxReplicas ?? model.Replicas);
        var digit = Math.Pow(10, Math.Floor(Math.Log10(peak)) - 1);
        return digit >= 1 ? Math.Max(1, Math.Floor(peak / digit)) * digit : Math.Round(peak, 3);
    }
}
