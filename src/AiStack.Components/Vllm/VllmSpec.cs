using AiStack.Core;
using AiStack.Core.Units;

namespace AiStack.Components.Vllm;

/// <summary>A vLLM component: models behind one router.</summary>
public sealed record VllmSpec : ComponentSpec
{
    /// <summary>Token for models that Hugging Face only gives to those who accepted their terms.</summary>
    /// <value>Key <c>token</c>. <see langword="null"/> (default): none.</value>
    public SecretReference? HuggingFaceToken { get; init; }

    /// <summary>Nodes that the models run on: a node pool of the stack, or an existing one by its provider's name.</summary>
    /// <value><see langword="null"/> (default): any node.</value>
    public string? NodePool { get; init; }

    /// <summary>Whole GPUs that each replica takes.</summary>
    /// <value>0 (default): none, the models run on processors.</value>
    public int Gpus { get; init; }

    /// <summary>Extended resource that GPUs are asked for as.</summary>
    /// <value>Default: <c>nvidia.com/gpu</c>.</value>
    public string GpuType { get; init; } = VllmFacts.GpuResource;

    /// <summary>Memory of the router.</summary>
    /// <value>Default: 1Gi. With less it has been seen to run out.</value>
    public Quantity RouterMemory { get; init; } = Quantity.Parse("1Gi");

    /// <summary>How the router spreads requests over a model's replicas.</summary>
    /// <value>Default: each in turn.</value>
    public RoutingLogic Routing { get; init; } = RoutingLogic.RoundRobin;

    /// <summary>Request header whose value keeps a conversation on one replica.</summary>
    /// <value>Required for <see cref="RoutingLogic.Session"/>, else <see langword="null"/>.</value>
    public string? SessionKey { get; init; }
}
