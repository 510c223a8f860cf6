using AiStack.Core.Units;

namespace AiStack.Components.Vllm.Capacity;

/// <summary>What is loaded and how, as far as memory depends on it.</summary>
public sealed record ModelLoad
{
    /// <summary>Hugging Face id or path.</summary>
    public required string ModelPath { get; init; }

    /// <summary>Number of weights, for a model that <see cref="LanguageModels"/> does not list.</summary>
    /// <value><see langword="null"/> (default): unknown. The catalogue's own number wins.</value>
    public long? Parameters { get; init; }

    /// <summary>Number format: <c>auto</c>, <c>bfloat16</c>, <c>float16</c>, <c>float32</c> (also <c>half</c>, <c>float</c>).</summary>
    /// <value><see langword="null"/> (default) and <c>auto</c>: 16 bits, into which vLLM also turns models published in float32.</value>
    public string? DataType { get; init; }

    /// <summary>Longest prompt plus answer, in tokens.</summary>
    /// <value><see langword="null"/> (default): the model's own maximum.</value>
    public int? MaxModelLength { get; init; }

    /// <summary>GPUs that share the model.</summary>
    /// <value>1 (default) or more.</value>
    public int TensorParallel { get; init; } = 1;

    /// <summary>Share of a GPU's memory that vLLM may take.</summary>
    /// <value>Above 0 and up to 1. <see langword="null"/> (default): <see cref="MemoryEstimator.DefaultUtilization"/>.</value>
    public double? GpuMemoryUtilization { get; init; }

    /// <summary>What further arguments of <c>vllm serve</c> change.</summary>
    public EngineOptions Options { get; init; } = EngineOptions.Default;

    /// <summary>What a stack says about a model. The GPUs of its component are not in it.</summary>
    internal static ModelLoad Of(ModelSpec model) => new()
    {
        ModelPath = model.ModelPath,
        Parameters = ParameterCount.TryParse(model.Parameters, out var parameters, out _) ? parameters : null,
        DataType = model.DataType,
        MaxModelLength = model.MaxModelLength,
        GpuMemoryUtilization = model.GpuMemoryUtilization,
        Options = EngineOptions.Parse([.. model.ExtraArguments.OfType<string>()]),
    };
}
