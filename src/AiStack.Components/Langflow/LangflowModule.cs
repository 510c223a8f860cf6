using AiStack.Components.Langflow.Rules;
using AiStack.Components.Offers;
using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;
using AiStack.Core.Schema;
using AiStack.Hosting.Model;
using AiStack.Kubernetes.Publishing;
using Aspire.Hosting;

namespace AiStack.Components.Langflow;

/// <summary>Langflow in the model: flows of models and vector stores.</summary>
internal sealed class LangflowModule : HostedModule, IPublishedModule
{
    internal const string EndpointName = "http";

    private const string Name = "langflow";

    public static ComponentKind Langflow { get; } = new(Name, "Langflow: flows of models and vector stores, built in the browser.")
    {
        DefaultNamespace = "langflow",
        Properties = LangflowProperties.All,
        Empty = new LangflowSpec(),
        Endpoints = [ServiceEndpoint.OfComponent(EndpointName, "http", LangflowFacts.Port)],
        Offers = (_, _) => [new WebApplication(EndpointName)],
    };

    public override ComponentKind Kind => Langflow;

    // Nobody waits for models: they take minutes to load, and flows can be built meanwhile.
    public override IReadOnlyList<LinkKind> Links { get; } =
    [
        new(Name, "vllm", "Flows use its models: OPENAI_API_BASE."),
        new(Name, "ai gateway", "Flows use models through the gateway, with its key: OPENAI_API_BASE of each route."),
        new(Name, "qdrant", "Flows use its collections: QDRANT_URL and the key.") { IsAwaited = true },
        new(Name, "collection", "Flows use it: QDRANT_COLLECTION and QDRANT_VECTOR_SIZE, and its database's address.") { IsAwaited = true },
        new(Name, "database", "Flows and users are kept there: LANGFLOW_DATABASE_URL.") { IsAwaited = true },
        new(Name, "redis", "What was built is cached there, and jobs are queued.") { IsAwaited = true },
    ];

    public override IReadOnlyList<IRule> Rules { get; } = [new VectorSizeRule(), new LangflowLinksRule(), new LangflowReplicasRule()];

    public override IReadOnlyList<ProblemKind> Problems => LangflowProblems.All;

    public override void AddTo(IDistributedApplicationBuilder builder, Component component, ResourceNames names)
    {
        ArgumentNullException.ThrowIfNull(component);
        ArgumentNullException.ThrowIfNull(names);

        builder.AddLangflow(names.Of(component))
            .WithSpec((LangflowSpec _) => (LangflowSpec)component.Spec)
            .Resource.Component().Source = component.Source;
    }

    public void Publish(ManifestContext context, Component component) => LangflowManifests.Publish(context, component);
}
