using System.Globalization;
using AiStack.Components.Offers;
using AiStack.Components.Vllm.Capacity;
using AiStack.Components.Vllm.Rules;
using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;
using AiStack.Core.Schema;
using AiStack.Core.Values;
using AiStack.Hosting.Model;
using AiStack.Kubernetes.Publishing;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EndpointProperty = AiStack.Core.Values.EndpointProperty;

namespace AiStack.Components.Vllm;

/// <summary>vLLM in the model: models behind a router.</summary>
internal sealed class VllmModule : HostedModule, IPublishedModule
{
    internal const string EndpointName = "http";

    public static ComponentKind Model { get; } = new("model", "A language model that a vllm component serves.")
    {
        Properties = ModelProperties.All,
        Empty = new ModelSpec { ModelPath = null!, ModelType = (ModelType)(-1) },
        Offers = (stack, model) => [ApiOf(stack.ParentOf(model), [model]), EnginesOf(stack, model)],
    };

    public static ComponentKind Vllm { get; } = new("vllm", "Language models behind one OpenAI-compatible router.")
    {
        DefaultNamespace = "vllm",
        Properties = VllmProperties.All,
        Empty = new VllmSpec(),
        Children = new("models", Model, AreRequired: true),
        Endpoints = [new(EndpointName, "http", _ => VllmFacts.ServicePort, (stack, vllm) => (RouterName(vllm), stack.NamespaceOf(vllm)))],
        Offers = (stack, vllm) => [ApiOf(vllm, vllm.Children), .. vllm.Children.Select(model => EnginesOf(stack, model)), RouterOf(vllm), .. VllmMonitoring.TargetsOf(stack, vllm)],
    };

    public override ComponentKind Kind => Vllm;

    public override IReadOnlyList<IRule> Rules { get; } =
    [
        new RoutingRule(), new RouterMemoryRule(), new GpuUtilizationRule(), new TensorParallelRule(), new ModelFactsRule(), new ServedNameRule(), new ExtraArgumentsRule(),
        new DataTypeRule(), new NodePoolRule(), new DerivedNamesRule(), new CapacityRule(), new EngineImageRule(), new WeightsDiskRule(),
    ];

    public override IReadOnlyList<ProblemKind> Problems { get; } = [.. VllmProblems.All, .. CapacityProblems.All];

    public override void AddTo(IDistributedApplicationBuilder builder, Component component, ResourceNames names)
    {
        ArgumentNullException.ThrowIfNull(component);
        ArgumentNullException.ThrowIfNull(names);

        var vllm = builder.AddVllm(names.Of(component)).WithSpec((VllmSpec _) => (VllmSpec)component.Spec);
        vllm.Resource.Component().Source = component.Source;
        foreach (var child in component.Children)
        {
            var spec = (ModelSpec)child.Spec;
            var model = vllm.AddModelOf(names.Of(child), child.Name, spec);
            model.Resource.Component().Source = child.Source;
        }
    }

    public override void Prepare(IDistributedApplicationBuilder builder, IResource resource, Spec spec)
    {
        if (resource is ModelResource model && spec is ModelSpec { Replicas: >= 1 and <= ModelProperties.MostReplicas and var replicas })
        {
            ModelReplicaHosting.Reserve(builder.CreateResourceBuilder(model), replicas);
        }
    }

    public override bool HasPart(Component element, string ending) =>
        element.Spec is ModelSpec ? ending == "scaler" || int.TryParse(ending, NumberStyles.None, CultureInfo.InvariantCulture, out _) : ending == "router";

    public override void BeforeRun(IDistributedApplicationBuilder builder, StackModel stack)
    {
        ArgumentNullException.ThrowIfNull(builder);

        // An environment may want other engines than were described.
        foreach (var model in builder.Resources.OfType<ModelResource>().ToList())
        {
            ModelReplicaHosting.ResizeReserved(builder.CreateResourceBuilder(model));
            ModelReplicaHosting.ChooseImage(builder.CreateResourceBuilder(model));
        }

        // An arrow in the dashboard's graph; the pool is named in the spec and is no link. Only now, since a pool may be added after what runs on it.
        foreach (var vllm in builder.Resources.OfType<VllmResource>().ToList())
        {
            if (builder.Resources.OfType<GpuNodePoolResource>().FirstOrDefault(pool => pool.Component().Name == vllm.Spec.NodePool) is { } nodePool)
            {
                builder.CreateResourceBuilder(vllm).WithReferenceRelationship(nodePool);
            }
        }
    }

    public override void BeforePublish(IDistributedApplicationBuilder builder, StackModel stack)
    {
        ArgumentNullException.ThrowIfNull(builder);

        // Only now is it known how many there are, and whether they have GPUs.
        foreach (var model in builder.Resources.OfType<ModelResource>().ToList())
        {
            var described = builder.CreateResourceBuilder(model);
            ModelReplicaHosting.Resize(described);
            ModelReplicaHosting.ChooseImage(described);
            if (model.Parent.Spec.HuggingFaceToken is { } token)
            {
                builder.AddSecretParameter(token);
            }
        }
    }

    public void Publish(ManifestContext context, Component component) => VllmManifests.Publish(context, component);

    /// <summary>Name of what is published for a component's router.</summary>
    internal static string RouterName(Component vllm) => $"{vllm.Name}-router";

    /// <summary>Name of what is published for a model.</summary>
    internal static string RuntimeName(Component model) => $"{model.ParentName}-{model.Name}";

    /// <summary>Name of the endpoint of one of a model's engines on a laptop.</summary>
    internal static string EngineEndpointName(int index) => string.Create(CultureInfo.InvariantCulture, $"{EndpointName}-{index}");

    // In the cluster engines are found by the labels of their pods; their addresses here are a laptop's. A number that is out of range is another check's to report.
    private static ScrapeTarget EnginesOf(Stack stack, Component model)
    {
        var replicas = Math.Clamp(((ModelSpec)model.Spec).Replicas, 0, ModelProperties.MostReplicas);
        var most = Math.Clamp(stack.LinksTo(model).Select(link => link.Options).OfType<IReplicaBounds>().Select(bounds => bounds.MaxReplicas).DefaultIfEmpty(0).Max(), replicas, ModelProperties.MostReplicas);
        return new(RuntimeName(model), [.. Addresses(0, replicas)]) { ScaledAddresses = [.. Addresses(replicas, most - replicas)] };

        IEnumerable<ValueExpression> Addresses(int first, int count) =>
            Enumerable.Range(first, count).Select(index => (ValueExpression)new EndpointPart(model.Reference, EngineEndpointName(index), EndpointProperty.HostAndPort));
    }

    private static ScrapeTarget RouterOf(Component vllm) =>
        new(RouterName(vllm), [new EndpointPart(vllm.Name, EndpointName, EndpointProperty.HostAndPort)]);

    private static OpenAiApi ApiOf(Component vllm, IReadOnlyList<Component> models) => new(
        ValueExpression.Of(new EndpointPart(vllm.Name, EndpointName, EndpointProperty.Url), "/v1"),
        Key: null,
        [.. models.Select(model => (ModelSpec)model.Spec).Select(spec => new OfferedModel(spec.ClientName, spec.ModelType, VectorSizeOf(spec)))]);

    private static int? VectorSizeOf(ModelSpec spec) =>
        spec.ModelType == ModelType.Embedding && spec.ModelPath is not null ? spec.VectorSize ?? EmbeddingModels.VectorSizeOf(spec.ModelPath) : null;
}
