namespace AiStack.Components.Apisix;

/// <summary>Who a message of a prompt is from.</summary>
public enum PromptRole
{
    /// <summary>The system: instructions.</summary>
    System,

    /// <summary>The user.</summary>
    User,

    /// <summary>The model.</summary>
    Assistant,
}
