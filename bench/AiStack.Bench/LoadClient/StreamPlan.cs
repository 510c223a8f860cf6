namespace AiStack.Bench.LoadClient;

/// <summary>A streamed request that many clients make at the same time, once each.</summary>
public sealed record StreamPlan
{
    /// <summary>The request; its connections are the concurrent streams, its <see cref="LoadPlan.Duration"/> bounds the run.</summary>
    public required LoadPlan Request { get; init; }

    /// <summary>Time over which the starts are spread evenly, so that tokens do not all fall due at the same instant.</summary>
    /// <value>Default: one second.</value>
    public TimeSpan RampUp { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Events at the beginning of a stream that are not tokens, such as the one that names the role.</summary>
    /// <value>Default: 1.</value>
    public int SkipFirst { get; init; } = 1;

    /// <summary>Events at the end of a stream that are not tokens, such as <c>[DONE]</c>.</summary>
    /// <value>Default: 1.</value>
    public int SkipLast { get; init; } = 1;
}
