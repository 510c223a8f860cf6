namespace AiStack.Simulator.CommandLine;

/// <summary>What kind of answers the model gives, as vLLM's <c>--runner</c> says it.</summary>
internal enum ModelRunner
{
    /// <summary>Tokens: chat and completions.</summary>
    Generate,

    /// <summary>Vectors: embeddings.</summary>
    Pooling,
}
