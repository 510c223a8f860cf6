namespace AiStack.Simulator.CommandLine;

/// <summary>Tells whether a model generates or embeds.</summary>
internal static class ModelKinds
{
    // vLLM reads the architecture from the model's configuration; there is none here, but embedding models say so in their names.
    private static readonly string[] EmbeddingNames = ["embed", "bge-", "gte-", "e5-", "minilm", "mpnet", "sentence-transformers", "colbert", "rerank"];

    /// <summary>The kind, by flags first and by name otherwise.</summary>
    public static ModelRunner Tell(string model, string? runner, string? convert) => (runner, convert) switch
    {
        ("pooling", _) => ModelRunner.Pooling,
        ("generate", _) => ModelRunner.Generate,
        (_, "embed" or "classify" or "reward") => ModelRunner.Pooling,
        _ => EmbeddingNames.Any(name => model.Contains(name, StringComparison.OrdinalIgnoreCase)) ? ModelRunner.Pooling : ModelRunner.Generate,
    };
}
