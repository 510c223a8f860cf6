using AiStack.Components.OpenWebUi.Rules;
using AiStack.Components.Offers;
using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;
using AiStack.Core.Schema;
using AiStack.Hosting.Model;
using AiStack.Kubernetes.Publishing;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace AiStack.Components.OpenWebUi;

/// <summary>Open WebUI in the model: chat in the browser.</summary>
internal sealed class OpenWebUiModule : HostedModule, IPublishedModule
{
    internal const string EndpointName = "http";
    internal const string PipelinesEndpointName = "pipelines";

    public static ComponentKind OpenWebUi { get; } = new("open-webui", "Chat in the browser with the models it is linked to.")
    {
        DefaultNamespace = "open-webui",
        Properties = OpenWebUiProperties.All,
        Empty = new OpenWebUiSpec(),
        Endpoints =
        [
            new(EndpointName, "http", openWebUi => ((OpenWebUiSpec)openWebUi.Spec).ServicePort, (stack, openWebUi) => (openWebUi.Name, stack.NamespaceOf(openWebUi))),
            new(PipelinesEndpointName, "http", _ => PipelinesFacts.Port, (stack, openWebUi) => (PipelinesFacts.NameOf(openWebUi.Name), stack.NamespaceOf(openWebUi))),
        ],
        Offers = (_, _) => [new WebApplication(EndpointName)],
    };

    public override ComponentKind Kind => OpenWebUi;

    public override IReadOnlyList<LinkKind> Links { get; } =
    [
        new("open-webui", "vllm", "Chats use every chat model of the component; its embedding model, if it is the only one, embeds documents."),
        new("open-webui", "model", "A chat model is offered for chats; an embedding model embeds documents."),
        new("open-webui", "ai gateway", "Chats use every route of the gateway, with its key."),
        new("open-webui", "qdrant", "Documents are stored as vectors there."),
        new("open-webui", "database", "Chats, users and settings are stored there.") { IsAwaited = true },
        new("open-webui", "redis", "Replicas share sessions and events there.") { IsAwaited = true },
    ];

    public override IReadOnlyList<IRule> Rules { get; } = [new ModelsRule(), new RedundantModelRule(), new SameNameRule(), new EmbeddingRule(), new SingleTargetRule(), new ReplicasRule()];

    public override IReadOnlyList<ProblemKind> Problems => OpenWebUiProblems.All;

    public override void AddTo(IDistributedApplicationBuilder builder, Component component, ResourceNames names)
    {
        ArgumentNullException.ThrowIfNull(component);
        ArgumentNullException.ThrowIfNull(names);

        var spec = (OpenWebUiSpec)component.Spec;
        var openWebUi = builder.AddOpenWebUi(names.Of(component)).WithSpec((OpenWebUiSpec _) => spec);
        openWebUi.Resource.Component().Source = component.Source;
        if (spec.PipelinesEnabled)
        {
            openWebUi.WithPipelines();
        }
    }

    public void Publish(ManifestContext context, Component component)
    {
        OpenWebUiManifests.Publish(context, component);
        if (((OpenWebUiSpec)component.Spec).PipelinesEnabled)
        {
            PipelinesManifests.Publish(context, component);
        }
    }

    public override void Prepare(IDistributedApplicationBuilder builder, IResource resource, Spec spec)
    {
        if (resource is OpenWebUiResource openWebUi && spec is OpenWebUiSpec { PipelinesEnabled: true })
        {
            PipelinesHosting.AddOnce(builder.CreateResourceBuilder(openWebUi));
        }
    }

    public override void BeforeRun(IDistributedApplicationBuilder builder, StackModel stack) => PipelinesHosting.RemoveUnused(builder);

    public override void BeforePublish(IDistributedApplicationBuilder builder, StackModel stack) => PipelinesHosting.RemoveUnused(builder);
}
