namespace AiStack.Cli.Load;

/// <summary>Which part of an OpenAI API is called.</summary>
internal enum LoadEndpoint
{
    /// <summary><c>/chat/completions</c>.</summary>
    Chat,

    /// <summary><c>/completions</c>.</summary>
    Completions,

    /// <summary><c>/embeddings</c>.</summary>
    Embeddings,
}
