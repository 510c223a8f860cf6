namespace AiStack.Components.Apisix;

/// <summary>Which tokens are counted.</summary>
public enum LimitStrategy
{
    /// <summary>Those of prompts and answers.</summary>
    TotalTokens,

    /// <summary>Those of prompts.</summary>
    PromptTokens,

    /// <summary>Those of answers.</summary>
    CompletionTokens,
}
