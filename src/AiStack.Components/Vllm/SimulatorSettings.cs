using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace AiStack.Components.Vllm;

/// <summary>What only a simulated model has: how fast it pretends to be, and how its answers are drawn.</summary>
internal static class SimulatorSettings
{
    // Configuration keys below AiStack:Simulator, and the simulator's flag for each.
    private static readonly (string Key, string Flag)[] s_flags =
    [
        ("TimeToFirstToken", "--time-to-first-token"),
        ("InterTokenLatency", "--inter-token-latency"),
        ("Seed", "--seed"),
        ("FailRate", "--fail-rate"),
    ];

    /// <summary>The simulator's own arguments for a model, after vLLM's.</summary>
    internal static IEnumerable<string> ArgumentsFor(ModelSpec model, IConfiguration configuration)
    {
        foreach (var (key, flag) in s_flags)
        {
            if (configuration[$"AiStack:Simulator:{key}"] is { Length: > 0 } value)
            {
                yield return flag;
                yield return value;
            }
        }

        if (model.ModelType == ModelType.Embedding && (model.VectorSize ?? EmbeddingModels.VectorSizeOf(model.ModelPath)) is { } size)
        {
            yield return "--vector-size";
            yield return size.ToString(CultureInfo.InvariantCulture);
        }
    }
}
