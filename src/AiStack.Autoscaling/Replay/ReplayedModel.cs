namespace AiStack.Autoscaling.Replay;

/// <summary>A model as it is replayed.</summary>
public sealed record ReplayedModel
{
    /// <summary>The model, as a stack refers to it: <c>vllm/qwen2-chat</c>.</summary>
    public required string Name { get; init; }

    /// <summary>How it is scaled.</summary>
    /// <value><see langword="null"/>: it is not, and has <see cref="Replicas"/> engines all the time.</value>
    public ScalingRules? Rules { get; init; }

    /// <summary>What each trigger of the rules finds, in their order.</summary>
    public IReadOnlyList<TriggerSource> Sources { get; init; } = [];

    /// <summary>Engines that it begins with, brought within the fewest and the most. They are loaded already. With a minimum of 0 it begins asleep instead.</summary>
    /// <value>Default: 1.</value>
    public int Replicas { get; init; } = 1;

    /// <summary>How fast an engine is.</summary>
    public EngineSpeed Speed { get; init; } = new();

    /// <summary>From being asked for to the first answer: a node, the image, the weights.</summary>
    /// <value>Default: 90 s.</value>
    public TimeSpan StartUp { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>Time between two scrapes: what the triggers see is as old as the last one.</summary>
    /// <value>Default: 30 s.</value>
    public TimeSpan ScrapeInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the query of <see cref="TriggerSource.Requests"/> looks back.</summary>
    /// <value>Default: 120 s.</value>
    public TimeSpan RateWindow { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Whether it answers with vectors: a request is over when its prompt is read.</summary>
    /// <value>Default: false.</value>
    public bool AnswersWithVectors { get; init; }

    /// <summary>GPUs of each engine.</summary>
    /// <value>0 (default): none.</value>
    public int Gpus { get; init; }

    /// <summary>What an engine costs in an hour, in any currency.</summary>
    /// <value><see langword="null"/> (default): not known.</value>
    public double? PricePerHour { get; init; }
}
