using AiStack.Components.Prometheus.Monitors;
using AiStack.Components.Prometheus.Rules;
using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;
using AiStack.Core.Schema;
using AiStack.Hosting.Model;
using AiStack.Kubernetes.Publishing;
using AiStack.Kubernetes.References;
using Aspire.Hosting;

namespace AiStack.Components.Prometheus;

/// <summary>Prometheus in the model: what it scrapes is said by its links.</summary>
internal sealed class PrometheusModule : HostedModule, IPublishedModule
{
    internal const string EndpointName = "http";

    public static ComponentKind Prometheus { get; } = new("prometheus", "Metrics: scrapes what it is linked to.")
    {
        DefaultNamespace = "monitoring",
        Properties = PrometheusProperties.All,
        Empty = new PrometheusSpec(),
        Endpoints = [new(EndpointName, "http", _ => PrometheusFacts.Port, (stack, prometheus) => (PrometheusFacts.Service(((PrometheusSpec)prometheus.Spec).Release), stack.NamespaceOf(prometheus)))],
    };

    public override ComponentKind Kind => Prometheus;

    public override IReadOnlyList<LinkKind> Links { get; } =
    [
        Scraping("vllm", "Scrapes every engine and the router; scaling needs it."),
        Scraping("qdrant", "Scrapes the vector database, with its key."),
        Scraping("keda", "Scrapes the autoscaler, in the cluster."),
        Scraping("apisix", "Scrapes the gateway."),
    ];

    public override IReadOnlyList<IRule> Rules { get; } = [new ScrapesNothingRule()];

    public override IReadOnlyList<ProblemKind> Problems => PrometheusProblems.All;

    public override void AddTo(IDistributedApplicationBuilder builder, Component component, ResourceNames names)
    {
        ArgumentNullException.ThrowIfNull(component);
        ArgumentNullException.ThrowIfNull(names);

        builder.AddPrometheus(names.Of(component))
            .WithSpec((PrometheusSpec _) => (PrometheusSpec)component.Spec)
            .Resource.Component().Source = component.Source;
    }

    public IReadOnlyList<IReferenceRule> ReferenceRules { get; } = [new MonitorReferences()];

    public void Publish(ManifestContext context, Component component) => PrometheusManifests.Publish(context, component);

    private static LinkKind Scraping(string target, string description) =>
        new("prometheus", target, description) { Properties = PrometheusProperties.OfLink, Empty = new ScrapeOptions() };
}
