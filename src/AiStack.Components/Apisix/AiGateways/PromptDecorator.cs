namespace AiStack.Components.Apisix;

/// <summary>Messages that a gateway adds to every prompt.</summary>
/// <remarks>In a stack file one message or a list of them stands for <see cref="Prepend"/>.</remarks>
public sealed record PromptDecorator
{
    /// <summary>Messages put before the caller's.</summary>
    public IReadOnlyList<PromptMessage> Prepend { get; init; } = [];

    /// <summary>Messages put behind the caller's.</summary>
    public IReadOnlyList<PromptMessage> Append { get; init; } = [];
}
