namespace AiStack.Gateway.AiGateway.Protocols;

/// <summary>Paths of the protocols.</summary>
internal static class AiProtocols
{
    private const string ResponsesPath = "/v1/responses";
    private const string MessagesPath = "/v1/messages";
    private const string Version = "/v1/";

    /// <summary>Says what kind of request it is.</summary>
    /// <param name="path">Path of the request.</param>
    /// <param name="hasMessages">Whether <c>messages</c> is a list or mapping.</param>
    /// <param name="hasInput">Whether <c>input</c> is anything but null.</param>
    public static AiProtocol Detect(string path, bool hasMessages, bool hasInput) =>
        path.EndsWith(MessagesPath, StringComparison.Ordinal) ? AiProtocol.Messages
        : hasInput && path.EndsWith(ResponsesPath, StringComparison.Ordinal) ? AiProtocol.Responses
        : hasMessages ? AiProtocol.Chat
        : hasInput ? AiProtocol.Embeddings
        : AiProtocol.PassThrough;

    /// <summary>Path of a protocol at a model server, where the endpoint names none.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="path">Path of the request, for one that is passed on as it is: from its last <c>/v1/</c> on, so that a prefix of the route stays here.</param>
    public static string PathOf(AiProtocol protocol, string path) => protocol switch
    {
        AiProtocol.Chat => "/v1/chat/completions",
        AiProtocol.Embeddings => "/v1/embeddings",
        AiProtocol.Responses => ResponsesPath,
        AiProtocol.Messages => MessagesPath,
        _ => path.LastIndexOf(Version, StringComparison.Ordinal) is var version and >= 0 ? path[version..] : path,
    };

    /// <summary>The protocol's name in APISIX.</summary>
    public static string NameOf(AiProtocol protocol) => protocol switch
    {
        AiProtocol.Chat => "openai-chat",
        AiProtocol.Embeddings => "openai-embeddings",
        AiProtocol.Responses => "openai-responses",
        AiProtocol.Messages => "anthropic-messages",
        _ => "passthrough",
    };
}
