using System.Globalization;

namespace AiStack.Components.Vllm.Capacity;

/// <summary>Arguments of <c>vllm serve</c> that change how much memory is needed.</summary>
public sealed record EngineOptions
{
    /// <summary>Nothing is said: vLLM's defaults.</summary>
    public static EngineOptions Default { get; } = new();

    /// <summary><c>--kv-cache-dtype</c>.</summary>
    /// <value><see langword="null"/> (default): the format of the model.</value>
    public string? KvCacheDataType { get; init; }

    /// <summary><c>--quantization</c>: quantize a plain model while it is loaded.</summary>
    /// <value><see langword="null"/> (default): as published.</value>
    public string? Quantization { get; init; }

    /// <summary><c>--max-num-batched-tokens</c>: tokens that one step computes at most.</summary>
    /// <value><see langword="null"/> (default): vLLM chooses, see <see cref="MemoryEstimator"/>.</value>
    public int? MaxBatchedTokens { get; init; }

    /// <summary><c>--max-num-seqs</c>: requests that one step computes at most.</summary>
    /// <value><see langword="null"/> (default): vLLM chooses, see <see cref="MemoryEstimator"/>.</value>
    public int? MaxSequences { get; init; }

    /// <summary><c>--enforce-eager</c>: no CUDA graphs.</summary>
    public bool EnforceEager { get; init; }

    /// <summary>Whether the KV cache is kept in 8 bits.</summary>
    public bool HasFp8KvCache => KvCacheDataType?.StartsWith("fp8", StringComparison.Ordinal) == true;

    /// <summary>Picks them out of arguments; what does not concern memory is passed over.</summary>
    /// <param name="arguments">As for <c>vllm serve</c>: <c>--name value</c> or <c>--name=value</c>, with '-' or '_' in names. The last one counts.</param>
    public static EngineOptions Parse(IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var options = Default;
        for (var i = 0; i < arguments.Count; i++)
        {
            var (name, value) = Split(arguments[i]);
            value ??= i + 1 < arguments.Count ? arguments[i + 1] : "";
            options = name switch
            {
                "--kv-cache-dtype" => options with { KvCacheDataType = value },
                "--quantization" or "-q" => options with { Quantization = value },
                "--max-num-batched-tokens" => options with { MaxBatchedTokens = Count(value) },
                "--max-num-seqs" => options with { MaxSequences = Count(value) },
                "--enforce-eager" => options with { EnforceEager = true },
                "--no-enforce-eager" => options with { EnforceEager = false },
                _ => options,
            };
        }

        return options;
    }

    private static (string Name, string? Value) Split(string argument)
    {
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        var name = (equals < 0 ? argument : argument[..equals]).Replace('_', '-');
        return (name, equals < 0 ? null : argument[(equals + 1)..]);
    }

    // A value that is no positive number is for the check of arguments to complain about; here it changes nothing.
    private static int? Count(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? count : null;
}
