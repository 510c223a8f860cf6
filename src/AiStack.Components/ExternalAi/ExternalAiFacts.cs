namespace AiStack.Components.ExternalAi;

/// <summary>What is true about providers, whoever calls them.</summary>
/// <remarks>Source: apache/apisix 3.18.0, <c>apisix/plugins/ai-providers</c>; the providers' API references.</remarks>
public static class ExternalAiFacts
{
    /// <summary>Address of a provider when none is said.</summary>
    /// <returns><see langword="null"/>: it has no common one.</returns>
    public static string? UsualEndpoint(AiProvider provider) => provider switch
    {
        AiProvider.OpenAi => "https://api.openai.com",
        AiProvider.Anthropic => "https://api.anthropic.com",
        _ => null,
    };
}
