using AiStack.Components.Vllm;
using AiStack.Hosting.Model;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A language model of a vLLM component.</summary>
/// <remarks>Shows the state of its replicas, each a container or a process by run mode. Clients use <see cref="ModelSpec.ClientName"/>.</remarks>
public sealed class ModelResource : Resource, IResourceWithParent<VllmResource>, IComponentResource<ModelSpec>
{
    internal ModelResource(string name, string nameInStack, VllmResource vllm, ModelSpec spec) : base(name)
    {
        Parent = vllm;
        Annotations.Add(new ComponentAnnotation(VllmModule.Model, nameInStack, spec, vllm));
    }

    /// <summary>The component that serves the model.</summary>
    public VllmResource Parent { get; }

    /// <summary>What was said about the model.</summary>
    public ModelSpec Spec => (ModelSpec)this.Component().Spec;

    /// <summary>Whether it has no engine because nobody asks for it: the next request wakes it.</summary>
    internal bool IsAsleep { get; set; }

    internal List<IResourceWithEndpoints> Replicas { get; } = [];

    // The one with the lowest index on top.
    internal Stack<IResourceWithEndpoints> RemovedReplicas { get; } = [];
}
