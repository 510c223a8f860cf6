namespace AiStack.Core.Values;

/// <summary>Text that stands for itself.</summary>
/// <param name="Text">The text.</param>
public sealed record TextPart(string Text) : ValuePart;
