namespace AiStack.Core.Values;

/// <summary>An environment variable of a component's program.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
public sealed record EnvironmentVariable(string Name, ValueExpression Value);
