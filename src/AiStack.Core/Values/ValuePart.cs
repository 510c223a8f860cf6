namespace AiStack.Core.Values;

/// <summary>A piece of a <see cref="ValueExpression"/>.</summary>
public abstract record ValuePart;
