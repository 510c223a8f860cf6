using AiStack.Core;

namespace AiStack.Components.Prometheus;

/// <summary>A Prometheus: one of the cluster's, which is told what to scrape, and a server of its own on a laptop.</summary>
public sealed record PrometheusSpec : ComponentSpec
{
    /// <summary>Label <c>release</c> that monitors carry, by which a Prometheus of the operator picks them.</summary>
    /// <value>Default: <c>kube-prometheus-stack</c>.</value>
    public string Release { get; init; } = PrometheusFacts.DefaultRelease;

    /// <summary>Where the server is asked inside the cluster.</summary>
    /// <value>An http or https URL. <see langword="null"/> (default): <c>http://&lt;release&gt;-prometheus.&lt;namespace&gt;:9090</c>.</value>
    public string? Address { get; init; }
}
