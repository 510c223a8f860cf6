namespace AiStack.Components.Apisix;

/// <summary>A message that a gateway adds to a prompt.</summary>
/// <param name="Role">Who it is from.</param>
/// <param name="Content">What it says.</param>
public sealed record PromptMessage(PromptRole Role, string Content);
