namespace AiStack.Components.Vllm.Capacity;

/// <summary>What a model's attention keeps of the tokens it has read.</summary>
/// <param name="LatentSize">
/// Numbers per layer and token of multi-head latent attention (<c>kv_lora_rank</c> + <c>qk_rope_head_dim</c>), which
/// every GPU of a tensor-parallel group holds whole; <see langword="null"/> for keys and values per head.
/// </param>
/// <param name="SlidingWindow">Tokens that layers with a sliding window look back on; <see langword="null"/> without such layers.</param>
/// <param name="SlidingLayers">Layers with a sliding window; the others keep every token.</param>
/// <param name="IsKept">False for encoders, which read a text once and keep nothing.</param>
public sealed record KeyValueCache(int? LatentSize, int? SlidingWindow, int SlidingLayers, bool IsKept)
{
    /// <summary>Keys and values of every token in every layer.</summary>
    public static KeyValueCache Full { get; } = new(null, null, 0, IsKept: true);

    /// <summary>Nothing is kept.</summary>
    public static KeyValueCache None { get; } = new(null, null, 0, IsKept: false);
}
