using AiStack.Components.Vllm;
using AiStack.Hosting.Model;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A vLLM component: language models behind one router, reached under the router's address.</summary>
/// <remarks>Shows the state of its router, which is a container or a process by run mode.</remarks>
public sealed class VllmResource : Resource, IResourceWithConnectionString, IComponentResource<VllmSpec>
{
    /// <summary>A component of which nothing was said yet.</summary>
    public VllmResource(string name) : base(name) => Annotations.Add(new ComponentAnnotation(VllmModule.Vllm, name, new VllmSpec()));

    /// <summary>What was said about the component.</summary>
    public VllmSpec Spec => (VllmSpec)this.Component().Spec;

    /// <summary>The models that it serves, in the order they were added.</summary>
    public IReadOnlyList<ModelResource> Models => ModelList;

    /// <summary>The router's endpoint.</summary>
    /// <exception cref="InvalidOperationException">The resource was made without <c>AddVllm</c>, and so has no router.</exception>
    public EndpointReference Endpoint => RouterEndpoint
        ?? throw new InvalidOperationException($"'{Name}' has no router. Add it with AddVllm.");

    /// <summary>Base URL of the OpenAI API, as Aspire's OpenAI clients read it: <c>Endpoint=http://…/v1</c>.</summary>
    public ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create($"Endpoint={Endpoint.Property(EndpointProperty.Url)}/v1");

    internal List<ModelResource> ModelList { get; } = [];

    internal IResource? Router { get; set; }

    internal EndpointReference? RouterEndpoint { get; set; }
}
