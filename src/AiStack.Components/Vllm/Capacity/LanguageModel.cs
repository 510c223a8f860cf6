namespace AiStack.Components.Vllm.Capacity;

/// <summary>Facts of a published model that decide how much memory it takes.</summary>
/// <remarks>Source: <c>config.json</c> of the repository and the number of parameters that its model card gives.</remarks>
public sealed record LanguageModel
{
    /// <summary>Hugging Face ids of the repositories that these facts are true of; the first is the one they were read from.</summary>
    public required IReadOnlyList<string> Ids { get; init; }

    /// <summary>Number of weights.</summary>
    public required long Parameters { get; init; }

    /// <summary>Weights that quantization leaves at 16 bits: mostly the embeddings and the output head.</summary>
    public required long PlainParameters { get; init; }

    /// <summary>Transformer layers.</summary>
    public required int Layers { get; init; }

    /// <summary>Query heads of each layer. Tensor parallelism has to divide them.</summary>
    public required int AttentionHeads { get; init; }

    /// <summary>Key and value heads of each layer.</summary>
    public required int KeyValueHeads { get; init; }

    /// <summary>Numbers in one head's key, and as many in its value.</summary>
    public required int HeadDimension { get; init; }

    /// <summary>Numbers that represent one token between layers.</summary>
    public required int HiddenSize { get; init; }

    /// <summary>Width of one feed-forward block; of one expert in a mixture of experts.</summary>
    public required int IntermediateSize { get; init; }

    /// <summary>Feed-forward blocks in a layer, shared experts included.</summary>
    /// <value>1 for a model without experts.</value>
    public required int Experts { get; init; }

    /// <summary>Feed-forward blocks of a layer that one token goes through.</summary>
    /// <value>1 for a model without experts.</value>
    public required int ActiveExperts { get; init; }

    /// <summary>Tokens that the output head chooses from.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>Longest prompt plus answer, in tokens, as vLLM derives it when no flag changes it.</summary>
    /// <remarks>Longer ones that a model card reaches with a RoPE scaling flag are not meant: that flag changes the configuration.</remarks>
    public required int MaxModelLength { get; init; }

    /// <summary>How the weights are stored.</summary>
    public required WeightFormat Format { get; init; }

    /// <summary>What the model keeps for each token of a sequence.</summary>
    public required KeyValueCache Cache { get; init; }

    /// <summary>Length of the vectors that an embedding model makes.</summary>
    /// <value><see langword="null"/> for a model that writes text.</value>
    public int? VectorSize { get; init; }

    /// <summary>Where the facts are from, in words.</summary>
    public string Source => $"config.json and model card of {Ids[0]}";

    /// <summary>Whether vLLM accepts to split the model over so many GPUs: the attention heads have to come out even.</summary>
    /// <param name="tensorParallel">GPUs, 1 or more.</param>
    public bool CanSplitOver(int tensorParallel) => tensorParallel >= 1 && AttentionHeads % tensorParallel == 0;
}
