using AiStack.Components.Keda.Rules;
using AiStack.Components.Offers;
using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;
using AiStack.Core.Schema;
using AiStack.Hosting.Model;
using AiStack.Kubernetes;
using AiStack.Kubernetes.Publishing;
using AiStack.Kubernetes.References;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace AiStack.Components.Keda;

/// <summary>KEDA in the model: models that it is linked to are scaled.</summary>
internal sealed class KedaModule : HostedModule, IPublishedModule
{
    public static ComponentKind Keda { get; } = new("keda", "Autoscaling: scales the models that it is linked to.")
    {
        DefaultNamespace = "keda",
        Properties = KedaProperties.All,
        Empty = new KedaSpec(),
        Offers = (stack, keda) =>
        [
            new MonitoredTarget(KedaMetrics.Job, stack.NamespaceOf(keda), new Dictionary<string, string> { [StandardLabels.Name] = KedaMetrics.Job }, JobLabel: null, KedaMetrics.Port, KedaMetrics.PortName)
            {
                IsService = true,
                IsForeign = true,
                KeepsLabels = true,
                Switch = KedaMetrics.Switch,
            },
        ],
    };

    public override ComponentKind Kind => Keda;

    public override IReadOnlyList<LinkKind> Links { get; } =
    [
        new("keda", "model", "Scales the model's engines by a metric; needs a link from prometheus to its vllm.") { Properties = KedaProperties.OfLink, Empty = new ScaleOptions() },
    ];

    public override IReadOnlyList<IRule> Rules { get; } =
        [new ScalingNeedsMetricsRule(), new ReplicaRangeRule(), new ScaleMetricRule(), new ReachableThresholdRule(), new ScalingTimesRule(), new OneScalerRule(), new ScaledObjectNameRule()];

    public override IReadOnlyList<ProblemKind> Problems => KedaProblems.All;

    public override void AddTo(IDistributedApplicationBuilder builder, Component component, ResourceNames names)
    {
        ArgumentNullException.ThrowIfNull(component);
        ArgumentNullException.ThrowIfNull(names);

        builder.AddKeda(names.Of(component))
            .WithSpec((KedaSpec _) => (KedaSpec)component.Spec)
            .Resource.Component().Source = component.Source;
    }

    public override void OnLinked(IDistributedApplicationBuilder builder, IResource from, IResource to, LinkOptions? options)
    {
        ArgumentNullException.ThrowIfNull(builder);

        if (from is KedaResource keda && to is ModelResource model && options is ScaleOptions scale)
        {
            ModelScalerHosting.Add(builder.CreateResourceBuilder(keda), model, scale);
        }
    }

    public override void BeforeRun(IDistributedApplicationBuilder builder, StackModel stack) => ModelScalerHosting.DeclareReplicas(builder, stack);

    public IReadOnlyList<IReferenceRule> ReferenceRules { get; } = [new ScaleTargetReferences()];

    public void Publish(ManifestContext context, Component component) => KedaManifests.Publish(context, component);

    /// <summary>Name of the ScaledObject of a model.</summary>
    internal static string ScaledObjectName(Component model) => $"{Vllm.VllmModule.RuntimeName(model)}-scaler";
}
