using AiStack.Components.Vllm;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A language model of a vLLM component.</summary>
/// <param name="name">Name of the model in the stack; clients use <see cref="ModelSpec.ClientName"/>.</param>
/// <param name="vllm">The component that serves it.</param>
/// <remarks>Shows the state of its replicas, each a container or a process by run mode.</remarks>
public sealed class ModelResource(string name, VllmResource vllm) : Resource(name), IResourceWithParent<VllmResource>
{
    /// <summary>The component that serves the model.</summary>
    public VllmResource Parent { get; } = vllm;

    /// <summary>What was said about the model.</summary>
    public required ModelSpec Spec { get; set; }

    internal List<IResourceWithEndpoints> Replicas { get; } = [];

    // The one with the lowest index on top.
    internal Stack<IResourceWithEndpoints> RemovedReplicas { get; } = [];
}
