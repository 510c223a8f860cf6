namespace AiStack.Simulator.CommandLine;

/// <summary>What the command line asks for.</summary>
internal sealed record ServerOptions
{
    /// <summary>The model, as a Hugging Face id or a path.</summary>
    public required string Model { get; init; }

    /// <summary>Names under which clients ask for it; the first one is what answers and metrics say.</summary>
    public required IReadOnlyList<string> ServedNames { get; init; }

    /// <summary>Address to listen on; <see langword="null"/> for all addresses of the machine.</summary>
    public string? Host { get; init; }

    /// <summary>TCP port; 0 for any free one.</summary>
    public int Port { get; init; } = 8000;

    /// <summary>Keys of which a request must bring one; none for an open server.</summary>
    public IReadOnlyList<string> ApiKeys { get; init; } = [];

    /// <summary>Longest prompt plus answer, in tokens.</summary>
    public int MaxModelLength { get; init; } = 32768;

    /// <summary>Most sequences that run at the same time.</summary>
    public int MaxSequences { get; init; } = 256;

    /// <summary>Share of the simulated device's memory that may be used; decides the size of the KV cache.</summary>
    public double GpuMemoryUtilization { get; init; } = 0.9;

    /// <summary>Blocks of the KV cache; <see langword="null"/> to derive them from the memory.</summary>
    public int? KvBlocks { get; init; }

    /// <summary>Tokens per block of the KV cache.</summary>
    public int BlockSize { get; init; } = 16;

    /// <summary>Whether beginnings of prompts seen before are remembered.</summary>
    public bool PrefixCaching { get; init; } = true;

    /// <summary>Whether a model may choose to call a tool by itself.</summary>
    public bool AutoToolChoice { get; init; }

    /// <summary>What kind of answers the model gives.</summary>
    public ModelRunner Runner { get; init; }

    /// <summary>From a sequence's start to its first token.</summary>
    public TimeSpan TimeToFirstToken { get; init; }

    /// <summary>From one token to the next.</summary>
    public TimeSpan InterTokenLatency { get; init; }

    /// <summary>Numbers in an embedding.</summary>
    public int VectorSize { get; init; } = 768;

    /// <summary>Whether a request may ask for shorter embeddings.</summary>
    public bool Matryoshka { get; init; }

    /// <summary>What all answers depend on besides the request.</summary>
    public long Seed { get; init; }

    /// <summary>Share of the requests that fail with status 500, 0 to 1.</summary>
    public double FailRate { get; init; }

    /// <summary>Whether each request is a line on the console.</summary>
    public bool AccessLog { get; init; } = true;

    /// <summary>Blocks of the KV cache that the engine has.</summary>
    /// <remarks>
    /// The simulated device has 24 GiB and a token takes 32 KiB of them (28 layers, two heads of 128, 16 bit, rounded up):
    /// 49,152 blocks of 16 tokens for the whole device. A cache that could not hold one longest request would be no use.
    /// </remarks>
    public int EffectiveKvBlocks => KvBlocks ?? Math.Max(
        (int)(GpuMemoryUtilization * 49152 * 16 / BlockSize),
        (MaxModelLength + BlockSize - 1) / BlockSize);
}
