namespace AiStack.Components.ExternalAi;

/// <summary>Who answers behind an external AI component; decides paths and how the key is presented.</summary>
public enum AiProvider
{
    /// <summary>OpenAI.</summary>
    OpenAi,

    /// <summary>Azure OpenAI, each customer at an address of its own.</summary>
    AzureOpenAi,

    /// <summary>Anthropic.</summary>
    Anthropic,
}
