using System.Text.RegularExpressions;
using AiStack.Core;
using AiStack.Core.Schema;
using AiStack.Core.Units;

namespace AiStack.Components.Vllm;

/// <summary>What may be said about a model in a stack file.</summary>
internal static partial class ModelProperties
{
    /// <summary>Longest vectors that anything here handles: Qdrant's limit.</summary>
    public const int LongestVector = 65_536;

    /// <summary>More engines than any cluster here has GPUs for.</summary>
    public const int MostReplicas = 1_000;

    public static PropertySet All { get; } = new(
        new Property<ModelSpec, string?>("model_path", new TextType("a Hugging Face id (org/name) or a path", ModelPath(), 500), spec => spec.ModelPath, (spec, path) => spec with { ModelPath = path! },
            "What to load: a Hugging Face id (org/name) or a path.") { IsRequired = true },
        new Property<ModelSpec, ModelType>("model_type", new WordType<ModelType>(("chat", ModelType.Chat), ("embedding", ModelType.Embedding)), spec => spec.ModelType, (spec, type) => spec with { ModelType = type },
            "What the model is for: chat or embedding.") { IsRequired = true },
        new Property<ModelSpec, int?>("max_model_len", new OptionalType<int>(new IntegerType(1, 100_000_000)), spec => spec.MaxModelLength, (spec, length) => spec with { MaxModelLength = length },
            "Longest prompt plus answer, in tokens. Default: the model's own maximum."),
        new Property<ModelSpec, double?>("gpu_memory_utilization", new OptionalType<double>(new NumberType(0, 1, isMinimumExcluded: true)), spec => spec.GpuMemoryUtilization, (spec, share) => spec with { GpuMemoryUtilization = share },
            "Share of each GPU's memory for weights and KV cache, above 0 and up to 1; 0.8 to 0.9 is usual."),
        new Property<ModelSpec, string?>("served_model_name", new TextType("a model name without spaces", ModelPath(), 500), spec => spec.ServedModelName, (spec, name) => spec with { ServedModelName = name },
            "Name that clients ask for. Default: model_path."),
        new Property<ModelSpec, string?>("dtype", new TextType("auto, half, float16, bfloat16, float or float32", DataType(), 20), spec => spec.DataType, (spec, type) => spec with { DataType = type },
            "Number format of weights and activations. Default: as the model's configuration says."),
        new Property<ModelSpec, int>("replicas", new IntegerType(1, MostReplicas), spec => spec.Replicas, (spec, replicas) => spec with { Replicas = replicas },
            "Engines that serve the model side by side. Default: 1."),
        new Property<ModelSpec, int?>("tensor_parallel", new OptionalType<int>(new IntegerType(1, 64)), spec => spec.TensorParallelSize, (spec, size) => spec with { TensorParallelSize = size },
            "GPUs that one copy of the model is spread over. Default: gpu_request, or 1 without GPUs."),
        new Property<ModelSpec, Quantity?>("cpu_request", new OptionalType<Quantity>(new QuantityType("4")), spec => spec.Cpu, (spec, cpu) => spec with { Cpu = cpu }, "Processors per replica."),
        new Property<ModelSpec, Quantity?>("mem_request", new OptionalType<Quantity>(new QuantityType("16Gi", isSize: true)), spec => spec.Memory, (spec, memory) => spec with { Memory = memory }, "Memory per replica."),
        new Property<ModelSpec, IReadOnlyList<string?>>("extra_args", new ListType<string?>(new TextType("an argument")), spec => spec.ExtraArguments, (spec, arguments) => spec with { ExtraArguments = arguments! },
            "Further arguments of vllm serve, as they stand."),
        new Property<ModelSpec, StorageSpec?>("storage", new StorageType(), spec => spec.Storage, (spec, storage) => spec with { Storage = storage }, "Disk that keeps downloaded weights in the cluster; local containers share a volume anyway. Default: none."),
        new Property<ModelSpec, string?>("image", new TextType("an image with a tag or digest", Image(), 500), spec => spec.Image, (spec, image) => spec with { Image = image },
            "Image to run instead of the usual one, with its tag; in local containers, too."),
        new Property<ModelSpec, int?>("vector_size", new OptionalType<int>(new IntegerType(1, LongestVector)), spec => spec.VectorSize, (spec, size) => spec with { VectorSize = size },
            "Length of an embedding model's vectors; known models need not say it."),
        new Property<ModelSpec, string?>("parameters", new ParameterCountType(), spec => spec.Parameters, (spec, parameters) => spec with { Parameters = parameters },
            "Number of parameters, such as 1.5B, for the memory estimate of a model that is not known."));

    [GeneratedRegex(@"^[^\s'""]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex ModelPath();

    [GeneratedRegex(@"^(auto|half|float16|bfloat16|float|float32)\z", RegexOptions.CultureInvariant)]
    private static partial Regex DataType();

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9._:/]*[a-z0-9])?(:[A-Za-z0-9_][-A-Za-z0-9_.]{0,127}|@sha256:[0-9a-f]{64})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Image();
}
