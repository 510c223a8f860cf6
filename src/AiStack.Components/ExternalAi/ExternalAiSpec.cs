using AiStack.Core;

namespace AiStack.Components.ExternalAi;

/// <summary>An AI provider outside the stack, reached through an AI gateway.</summary>
public sealed record ExternalAiSpec : ComponentSpec
{
    /// <summary>Who it is.</summary>
    public required AiProvider Provider { get; init; }

    /// <summary>Address of the provider: <c>https://</c> and its host, without a slash at the end. A path would replace the path of every request.</summary>
    /// <value><see langword="null"/> (default): the provider's usual one; Azure OpenAI has none and needs it.</value>
    public string? Endpoint { get; init; }

    /// <summary>Key that the provider issued; never made up locally.</summary>
    /// <value>Key <c>api-key</c>.</value>
    public required SecretReference ApiKey { get; init; }

    /// <summary>Model that every request gets, whatever the caller asked for.</summary>
    /// <value><see langword="null"/> (default): callers choose.</value>
    public string? Model { get; init; }
}
