namespace AiStack.Components.Vllm;

/// <summary>What a model is for, which decides the endpoints that it answers.</summary>
public enum ModelType
{
    /// <summary>Generates text: chat and completions.</summary>
    Chat,

    /// <summary>Turns text into vectors: embeddings.</summary>
    Embedding,
}
