using AiStack.Core;

namespace AiStack.Components.Prometheus;

/// <summary>How Prometheus scrapes a component.</summary>
public sealed record ScrapeOptions : LinkOptions
{
    /// <summary>Time between two scrapes.</summary>
    /// <value>1 s to 1 h. Default: 30 s.</value>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(30);
}
