using AiStack.Components.NodePools.Rules;
using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;
using AiStack.Core.Schema;
using AiStack.Hosting.Model;
using AiStack.Kubernetes.Publishing;
using Aspire.Hosting;

namespace AiStack.Components.NodePools;

/// <summary>Node pools in the model. A vllm component names its pool, so that an existing one needs no component.</summary>
internal sealed class NodePoolModule : HostedModule, IPublishedModule
{
    public static ComponentKind NodePool { get; } = new("nodepool", "Nodes with GPUs that models run on.")
    {
        Properties = NodePoolProperties.All,
        Empty = new NodePoolSpec(),
    };

    public override ComponentKind Kind => NodePool;

    public override IReadOnlyList<IRule> Rules { get; } = [new NodePoolFactsRule(), new UnusedNodePoolRule(), new PoolLimitRule()];

    public override IReadOnlyList<ProblemKind> Problems => NodePoolProblems.All;

    public override void AddTo(IDistributedApplicationBuilder builder, Component component, ResourceNames names)
    {
        ArgumentNullException.ThrowIfNull(component);
        ArgumentNullException.ThrowIfNull(names);

        builder.AddGpuNodePool(names.Of(component))
            .WithSpec((NodePoolSpec _) => (NodePoolSpec)component.Spec)
            .Resource.Component().Source = component.Source;
    }

    public void Publish(ManifestContext context, Component component) => NodePoolManifests.Publish(context, component);
}
