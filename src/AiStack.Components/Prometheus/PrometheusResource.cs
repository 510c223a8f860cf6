using AiStack.Components.Prometheus;
using AiStack.Hosting.Model;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A Prometheus server that scrapes what it is linked to. A container; without a container engine it does not run.</summary>
public sealed class PrometheusResource : ContainerResource, IComponentResource<PrometheusSpec>
{
    /// <summary>A server of which nothing was said yet.</summary>
    /// <param name="name">Name of the component.</param>
    public PrometheusResource(string name) : base(name) => Annotations.Add(new ComponentAnnotation(PrometheusModule.Prometheus, name, new PrometheusSpec()));

    /// <summary>What was said about the server.</summary>
    public PrometheusSpec Spec => (PrometheusSpec)this.Component().Spec;
}
