namespace AiStack.Gateway.AiGateway.Protocols;

/// <summary>What kind of request a body is.</summary>
/// <remarks>Source: apache/apisix 3.18, <c>apisix/plugins/ai-protocols/init.lua</c>: the two that a path tells first, then what the body tells.</remarks>
internal enum AiProtocol
{
    /// <summary>None that anything here understands: passed on as it is.</summary>
    PassThrough,

    /// <summary>OpenAI's chat: a body with <c>messages</c>.</summary>
    Chat,

    /// <summary>OpenAI's embeddings: a body with <c>input</c>.</summary>
    Embeddings,

    /// <summary>OpenAI's responses: <c>/v1/responses</c>, a body with <c>input</c>.</summary>
    Responses,

    /// <summary>Anthropic's messages: <c>/v1/messages</c>.</summary>
    Messages,
}
