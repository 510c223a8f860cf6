namespace AiStack.Core.Values;

/// <summary>A file that a component's program is given.</summary>
/// <param name="Path">Where the program finds it: an absolute path.</param>
/// <param name="Content">What is in it.</param>
public sealed record ConfigurationFile(string Path, ValueExpression Content);
