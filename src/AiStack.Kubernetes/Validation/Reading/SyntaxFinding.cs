namespace AiStack.Kubernetes.Validation.Reading;

/// <summary>What keeps a file from being read.</summary>
/// <param name="Line">Where, from 1.</param>
/// <param name="Message">What is wrong.</param>
internal sealed record SyntaxFinding(int Line, string Message);
