namespace AiStack.Components.ExternalAi;

/// <summary>What is true about providers, whoever calls them.</summary>
/// <remarks>
/// Source: apache/apisix 3.18.0, <c>apisix/plugins/ai-providers</c> and <c>docs/en/latest/plugins/ai-proxy.md</c>; the providers' API references:
/// OpenAI, Anthropic («Versions»), Azure OpenAI in Foundry Models («API version lifecycle», data plane inference).
/// </remarks>
public static class ExternalAiFacts
{
    /// <summary>Version of Anthropic's API. Its own endpoints refuse requests without one, and ai-proxy sends none by itself.</summary>
    public const string AnthropicVersion = "2023-06-01";

    /// <summary>Header of <see cref="AnthropicVersion"/>.</summary>
    public const string AnthropicVersionHeader = "anthropic-version";

    /// <summary>Version of Azure OpenAI's API for single deployments; its API without deployments in the path needs none.</summary>
    public const string AzureApiVersion = "2024-10-21";

    /// <summary>Address of a provider when none is said.</summary>
    /// <returns><see langword="null"/>: it has no common one.</returns>
    public static string? UsualEndpoint(AiProvider provider) => provider switch
    {
        AiProvider.OpenAi => "https://api.openai.com",
        AiProvider.Anthropic => "https://api.anthropic.com",
        _ => null,
    };

    /// <summary>Header that the key is presented in.</summary>
    public static string KeyHeader(AiProvider provider) => provider switch
    {
        AiProvider.AzureOpenAi => "api-key",
        AiProvider.Anthropic => "x-api-key",
        _ => "Authorization",
    };

    /// <summary>What stands before the key in that header.</summary>
    public static string KeyPrefix(AiProvider provider) => provider == AiProvider.OpenAi ? "Bearer " : "";

    /// <summary>Headers beside the key that every request needs.</summary>
    public static IReadOnlyDictionary<string, string> Headers(AiProvider provider) =>
        provider == AiProvider.Anthropic ? new Dictionary<string, string> { [AnthropicVersionHeader] = AnthropicVersion } : new Dictionary<string, string>();

    /// <summary>Path that lists models.</summary>
    public static string ModelsPath(AiProvider provider) => provider == AiProvider.AzureOpenAi ? "/openai/v1/models" : "/v1/models";

    /// <summary>Path of chats with one deployment of Azure OpenAI.</summary>
    /// <param name="deployment">Its name.</param>
    public static string AzureChatPath(string deployment) => $"/openai/deployments/{Uri.EscapeDataString(deployment)}/chat/completions?api-version={AzureApiVersion}";

    /// <summary>Path of chats at Azure OpenAI with whatever deployment a request names as its model.</summary>
    public const string AzureAnyChatPath = "/openai/v1/chat/completions";
}
