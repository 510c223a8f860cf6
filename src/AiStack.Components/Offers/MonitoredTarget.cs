using AiStack.Core;

namespace AiStack.Components.Offers;

/// <summary>Something that Prometheus can scrape in a cluster: pods by their labels, or a Service by its labels. The same on a laptop is a <see cref="ScrapeTarget"/>.</summary>
/// <param name="Job">Name of the job, as on a laptop: the value of <paramref name="JobLabel"/>.</param>
/// <param name="Namespace">Namespace of the pods or the Service.</param>
/// <param name="Labels">Labels that select them.</param>
/// <param name="JobLabel">Label of theirs whose value is the job's name. <see langword="null"/>: the name of the Service is.</param>
/// <param name="PortNumber">Port that the pods answer on.</param>
/// <param name="PortName">Name of that port of the pods or the Service. <see langword="null"/>: it has none, and the number is asked for.</param>
public sealed record MonitoredTarget(string Job, string Namespace, IReadOnlyDictionary<string, string> Labels, string? JobLabel, int PortNumber, string? PortName)
{
    /// <summary>What the pods are for within the component, for the labels of the monitor.</summary>
    /// <value><see langword="null"/> (default): not said.</value>
    public string? Role { get; init; }

    /// <summary>Path of the metrics.</summary>
    /// <value>Default: <c>/metrics</c>.</value>
    public string Path { get; init; } = "/metrics";

    /// <summary>Bearer token that the target asks for.</summary>
    /// <value><see langword="null"/> (default): none.</value>
    public SecretReference? Key { get; init; }

    /// <summary>Whether the labels select a Service rather than pods.</summary>
    /// <value>Default: pods.</value>
    public bool IsService { get; init; }

    /// <summary>Whether labels of the metrics win over those of the target, such as a <c>namespace</c> that means the object measured.</summary>
    /// <value>Default: no; Prometheus renames the metric's to <c>exported_namespace</c>.</value>
    public bool KeepsLabels { get; init; }

    /// <summary>Whether the namespace belongs to an operator, so that the stack may publish nothing there.</summary>
    /// <value>Default: no.</value>
    public bool IsForeign { get; init; }

    /// <summary>Release of the platform that makes the target, with the values that turn its metrics on.</summary>
    /// <value><see langword="null"/> (default): there is none, or they are always on.</value>
    public MetricsSwitch? Switch { get; init; }

    /// <summary>Whether every Prometheus of the stack scrapes it, since no link says so.</summary>
    /// <value>Default: no, only those that are linked to its component.</value>
    public bool NeedsNoLink { get; init; }
}
