using AiStack.Components.NodePools;
using AiStack.Hosting.Model;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Nodes with GPUs that models run on in the cluster. Nothing of it runs on a laptop.</summary>
public sealed class GpuNodePoolResource : Resource, IComponentResource<NodePoolSpec>
{
    /// <summary>A pool.</summary>
    /// <param name="name">Name of the component.</param>
    /// <param name="provider">Who makes its nodes.</param>
    public GpuNodePoolResource(string name, NodePoolProvider provider) : base(name) =>
        Annotations.Add(new ComponentAnnotation(NodePoolModule.NodePool, name, new NodePoolSpec { Provider = provider }));

    /// <summary>What was said about the pool.</summary>
    public NodePoolSpec Spec => (NodePoolSpec)this.Component().Spec;
}
