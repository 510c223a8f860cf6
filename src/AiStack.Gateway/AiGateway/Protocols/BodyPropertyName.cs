namespace AiStack.Gateway.AiGateway.Protocols;

/// <summary>Properties of bodies that policies look at or change.</summary>
internal enum BodyPropertyName
{
    /// <summary>Any other: passed on as it is.</summary>
    Other,

    /// <summary><c>messages</c> of a chat.</summary>
    Messages,

    /// <summary><c>model</c>.</summary>
    Model,

    /// <summary><c>stream</c>.</summary>
    Stream,

    /// <summary><c>stream_options</c>.</summary>
    StreamOptions,

    /// <summary><c>input</c> of embeddings and responses.</summary>
    Input,

    /// <summary><c>instructions</c> of responses.</summary>
    Instructions,

    /// <summary><c>system</c> of Anthropic's messages.</summary>
    System,
}
