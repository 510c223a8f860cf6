using AiStack.Components;
using AiStack.Components.Vllm;
using AiStack.Core.Units;
using AiStack.Hosting;
using AiStack.Hosting.Model;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Adds vLLM to an application.</summary>
public static class VllmBuilderExtensions
{
    /// <summary>Adds a vLLM component: language models behind one OpenAI-compatible router.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">Name of the component.</param>
    /// <param name="port">
    /// Local port of the router. <see langword="null"/> (default): 8000 for the application's first vLLM component, a free one for others.
    /// Configuration <c>AiStack:Ports:&lt;name&gt;</c> wins over both.
    /// </param>
    /// <returns>A builder to add models to.</returns>
    /// <exception cref="DistributedApplicationException">Configuration names a port or a run mode that is none.</exception>
    /// <example>
    /// <code>
    /// var vllm = builder.AddVllm("vllm");
    /// vllm.AddModel("qwen2-chat", "Qwen/Qwen2-1.5B-Instruct", ModelType.Chat).WithMaxModelLength(4096);
    /// </code>
    /// </example>
    public static IResourceBuilder<VllmResource> AddVllm(this IDistributedApplicationBuilder builder, [ResourceName] string name, int? port = null)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.GetStackModel();
        var first = !builder.Resources.OfType<VllmResource>().Any();
        var vllm = builder.AddResource(new VllmResource(name)).WithIconName("BrainCircuit");
        VllmRouterHosting.AddRouter(vllm, Ports.Configured(builder, name, port ?? (first ? VllmFacts.Port : null)));

        return vllm;
    }

    /// <summary>Chooses how the router spreads requests over a model's replicas.</summary>
    /// <param name="builder">The vLLM component.</param>
    /// <param name="routing">The rule.</param>
    /// <param name="sessionKey">Request header that names the session; required for <see cref="RoutingLogic.Session"/> and meaningless otherwise.</param>
    /// <exception cref="ArgumentException">Session routing without a header, or a header without session routing.</exception>
    public static IResourceBuilder<VllmResource> WithRouting(this IResourceBuilder<VllmResource> builder, RoutingLogic routing, string? sessionKey = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (routing == RoutingLogic.Session == string.IsNullOrEmpty(sessionKey))
        {
            throw new ArgumentException("Session routing needs the name of a request header, and only session routing takes one.", nameof(sessionKey));
        }

        return builder.WithSpec((VllmSpec spec) => spec with { Routing = routing, SessionKey = sessionKey });
    }

    /// <summary>Gives the component's models a Hugging Face token, which gated models ask for.</summary>
    /// <param name="builder">The vLLM component.</param>
    /// <param name="token">A secret parameter. Simulated models load nothing and do not need it.</param>
    public static IResourceBuilder<VllmResource> WithHuggingFaceToken(this IResourceBuilder<VllmResource> builder, IResourceBuilder<ParameterResource> token)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(token);

        return builder.WithSpec((VllmSpec spec) => spec with { HuggingFaceToken = VllmProperties.HuggingFaceToken.Reference(token.Resource.Name) });
    }

    /// <summary>Names the nodes that the component's models run on in a cluster.</summary>
    /// <param name="builder">The vLLM component.</param>
    /// <param name="nodePool">A node pool of the stack, or an existing pool by its provider's name.</param>
    public static IResourceBuilder<VllmResource> WithNodePool(this IResourceBuilder<VllmResource> builder, string nodePool)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(nodePool);
        return builder.WithSpec((VllmSpec spec) => spec with { NodePool = nodePool });
    }

    /// <summary>Runs the component's models on a node pool of the stack in a cluster.</summary>
    /// <param name="builder">The vLLM component.</param>
    /// <param name="nodePool">The pool.</param>
    public static IResourceBuilder<VllmResource> WithNodePool(this IResourceBuilder<VllmResource> builder, IResourceBuilder<GpuNodePoolResource> nodePool)
    {
        ArgumentNullException.ThrowIfNull(nodePool);
        return builder.WithNodePool(nodePool.Resource.Component().Name);
    }

    /// <summary>Gives every replica of the component's models GPUs in a cluster. On a laptop models run on processors or are simulated.</summary>
    /// <param name="builder">The vLLM component.</param>
    /// <param name="gpus">Whole GPUs per replica; 0 (the default without this call) means processors only.</param>
    /// <param name="gpuType">Extended resource that they are asked for as. <see langword="null"/> (default): <c>nvidia.com/gpu</c>.</param>
    public static IResourceBuilder<VllmResource> WithGpus(this IResourceBuilder<VllmResource> builder, int gpus, string? gpuType = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(gpus);
        return builder.WithSpec((VllmSpec spec) => spec with { Gpus = gpus, GpuType = gpuType ?? spec.GpuType });
    }

    /// <summary>Sets the memory of the component's router in a cluster.</summary>
    /// <param name="builder">The vLLM component.</param>
    /// <param name="quantity">A Kubernetes quantity. Default without this call: 1Gi.</param>
    /// <exception cref="FormatException">It is none.</exception>
    public static IResourceBuilder<VllmResource> WithRouterMemory(this IResourceBuilder<VllmResource> builder, string quantity) =>
        builder.WithSpec((VllmSpec spec) => spec with { RouterMemory = Quantity.Parse(quantity) });
}
