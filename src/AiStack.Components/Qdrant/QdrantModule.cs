using AiStack.Components.Offers;
using AiStack.Components.Qdrant.Rules;
using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;
using AiStack.Core.Schema;
using AiStack.Core.Values;
using AiStack.Hosting.Model;
using AiStack.Kubernetes;
using AiStack.Kubernetes.Publishing;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EndpointProperty = AiStack.Core.Values.EndpointProperty;

namespace AiStack.Components.Qdrant;

/// <summary>Qdrant in the model: collections of vectors in a database. Its resource is Aspire's own.</summary>
internal sealed class QdrantModule : HostedModule, IPublishedModule
{
    internal const string HttpEndpointName = "http";
    internal const string GrpcEndpointName = "grpc";

    public static ComponentKind Collection { get; } = new("collection", "A collection of vectors in a Qdrant database.")
    {
        Properties = CollectionProperties.All,
        Empty = new CollectionSpec { VectorSize = 0 },
        Offers = (stack, collection) => [new VectorCollection(StoreOf(stack.ParentOf(collection)), CollectionNameOf(collection), ((CollectionSpec)collection.Spec).VectorSize)],
    };

    public static ComponentKind Qdrant { get; } = new("qdrant", "A Qdrant vector database.")
    {
        DefaultNamespace = "qdrant",
        Properties = QdrantProperties.All,
        Empty = new QdrantSpec(),
        Children = new("collections", Collection),
        Endpoints =
        [
            ServiceEndpoint.OfComponent(HttpEndpointName, "http", QdrantFacts.HttpPort),
            ServiceEndpoint.OfComponent(GrpcEndpointName, "http", QdrantFacts.GrpcPort),
        ],
        Offers = (stack, qdrant) => [StoreOf(qdrant), MetricsOf(qdrant), ServersOf(stack, qdrant)],
    };

    public override ComponentKind Kind => Qdrant;

    public override IReadOnlyList<IRule> Rules { get; } = [new QdrantClusterRule(), new DoubledCollectionRule()];

    public override IReadOnlyList<ProblemKind> Problems => QdrantProblems.All;

    public override void AddTo(IDistributedApplicationBuilder builder, Component component, ResourceNames names)
    {
        ArgumentNullException.ThrowIfNull(component);
        ArgumentNullException.ThrowIfNull(names);

        var spec = (QdrantSpec)component.Spec;
        var qdrant = builder.AddQdrant(names.Of(component), spec.ApiKey is { } key ? builder.AddSecretParameter(key) : null);
        var annotation = builder.GetStackModel().Annotate(qdrant.Resource)!;
        annotation.Spec = spec with { LocalKey = ((QdrantSpec)annotation.Spec).LocalKey };
        annotation.Source = component.Source;
        if (builder.ExecutionContext.IsRunMode)
        {
            qdrant.WithDataVolume();
        }

        foreach (var child in component.Children)
        {
            qdrant.AddCollectionOf(names.Of(child), child.Name, (CollectionSpec)child.Spec).Resource.Component().Source = child.Source;
        }
    }

    public override ComponentAnnotation? Adopt(IResource resource)
    {
        if (resource is not QdrantServerResource qdrant)
        {
            return null;
        }

        var key = qdrant.ApiKeyParameter.Name;
        var spec = key == LocalKeyOf(qdrant.Name)
            ? new QdrantSpec { LocalKey = QdrantProperties.ApiKey.Reference(key) with { IsLocal = true } }
            : new QdrantSpec { ApiKey = QdrantProperties.ApiKey.Reference(key) };
        return new(Qdrant, qdrant.Name, spec)
        {
            Endpoints = { [HttpEndpointName] = qdrant.HttpEndpoint, [GrpcEndpointName] = qdrant.PrimaryEndpoint },
        };
    }

    public override void BeforeRun(IDistributedApplicationBuilder builder, StackModel stack)
    {
        ArgumentNullException.ThrowIfNull(builder);
        foreach (var qdrant in builder.Resources.OfType<QdrantServerResource>().ToList())
        {
            QdrantHosting.Prepare(builder.CreateResourceBuilder(qdrant));
        }
    }

    public void Publish(ManifestContext context, Component component) => QdrantManifests.Publish(context, component);

    public override void BeforePublish(IDistributedApplicationBuilder builder, StackModel stack)
    {
        ArgumentNullException.ThrowIfNull(builder);
        foreach (var qdrant in builder.Resources.OfType<QdrantServerResource>().ToList())
        {
            QdrantHosting.PrepareToPublish(builder.CreateResourceBuilder(qdrant));
        }
    }

    /// <summary>Name of a collection in its database.</summary>
    internal static string CollectionNameOf(Component collection) => ((CollectionSpec)collection.Spec).CollectionName ?? collection.Name;

    // What Aspire calls the parameter of a key that nobody gave.
    private static string LocalKeyOf(string name) => $"{name}-Key";

    private static VectorStore StoreOf(Component qdrant) => new(new EndpointPart(qdrant.Name, HttpEndpointName, EndpointProperty.Url), KeyOf(qdrant));

    private static ScrapeTarget MetricsOf(Component qdrant) => new(
        qdrant.Name, [new EndpointPart(qdrant.Name, HttpEndpointName, EndpointProperty.HostAndPort)], QdrantFacts.MetricsPath, KeyOf(qdrant));

    private static MonitoredTarget ServersOf(Stack stack, Component qdrant) =>
        new(qdrant.Name, stack.NamespaceOf(qdrant), StandardLabels.Selector(stack, qdrant, QdrantManifests.Role), StandardLabels.Instance, QdrantFacts.HttpPort, QdrantManifests.HttpPort)
        {
            Role = QdrantManifests.Role,
            Path = QdrantFacts.MetricsPath,
            Key = KeyOf(qdrant),
        };

    private static SecretReference? KeyOf(Component qdrant) => qdrant.Spec is QdrantSpec spec ? spec.ApiKey ?? spec.LocalKey : null;
}
