using AiStack.Core;
using AiStack.Core.Units;

namespace AiStack.Components.Vllm;

/// <summary>A language model served by a vLLM component: what it loads and how much of the hardware it takes.</summary>
public sealed record ModelSpec : Spec
{
    /// <summary>What to load.</summary>
    /// <value>A Hugging Face id (<c>org/name</c>) or a path.</value>
    public required string ModelPath { get; init; }

    /// <summary>What the model is for.</summary>
    public required ModelType ModelType { get; init; }

    /// <summary>Name that clients ask for.</summary>
    /// <value><see langword="null"/> (default): the model path.</value>
    public string? ServedModelName { get; init; }

    /// <summary>Longest prompt plus answer that one request may have.</summary>
    /// <value>Tokens, 1 or more. <see langword="null"/> (default): the model's own maximum.</value>
    public int? MaxModelLength { get; init; }

    /// <summary>Share of each GPU's memory that weights and KV cache may take together.</summary>
    /// <value>
    /// A fraction above 0 and up to 1, not a percentage. <see langword="null"/> (default): the flag is left out and
    /// vLLM decides. Its default has moved between releases, so it is not repeated here.
    /// </value>
    /// <remarks>Source: vLLM engine arguments, <c>--gpu-memory-utilization</c>. Without a GPU it means nothing.</remarks>
    public double? GpuMemoryUtilization { get; init; }

    /// <summary>Number format of weights and activations: <c>auto</c>, <c>bfloat16</c>, <c>float16</c>, <c>float32</c>.</summary>
    /// <value><see langword="null"/> (default): as the model's own configuration says.</value>
    public string? DataType { get; init; }

    /// <summary>Engines that serve this model side by side.</summary>
    /// <value>1 (default) or more.</value>
    public int Replicas { get; init; } = 1;

    /// <summary>GPUs that one copy of the model is spread over.</summary>
    /// <value>1 or more. <see langword="null"/> (default): every GPU of a replica, or 1 on processors.</value>
    public int? TensorParallelSize { get; init; }

    /// <summary>Processors that each replica gets.</summary>
    /// <value><see langword="null"/> (default): as the renderer decides.</value>
    public Quantity? Cpu { get; init; }

    /// <summary>Memory that each replica gets.</summary>
    /// <value><see langword="null"/> (default): as the renderer decides.</value>
    public Quantity? Memory { get; init; }

    /// <summary>Disk that keeps downloaded weights in the cluster.</summary>
    /// <value><see langword="null"/> (default): none, weights are fetched at every start.</value>
    /// <remarks>For the cluster only: local containers share one volume of weights, whose size nothing limits.</remarks>
    public StorageSpec? Storage { get; init; }

    /// <summary>Image to run instead of the usual one, with its tag.</summary>
    /// <value><see langword="null"/> (default): the usual one for processors or GPUs.</value>
    /// <remarks>Local containers run from it, too, and have no GPU: an environment can give a laptop another one.</remarks>
    public string? Image { get; init; }

    /// <summary>Number of parameters, for the memory estimate of a model that the catalogue does not know: <c>1.5B</c>.</summary>
    /// <value><see langword="null"/> (default): as the catalogue knows it.</value>
    public string? Parameters { get; init; }

    /// <summary>Length of the vectors that an embedding model makes.</summary>
    /// <value>1 or more. <see langword="null"/> (default): as <see cref="EmbeddingModels"/> knows it.</value>
    public int? VectorSize { get; init; }

    /// <summary>Further arguments of <c>vllm serve</c>, passed as they stand.</summary>
    public IReadOnlyList<string> ExtraArguments { get; init; } = [];

    /// <summary>The name that clients put into a request's <c>model</c>.</summary>
    public string ClientName => ServedModelName ?? ModelPath;
}
