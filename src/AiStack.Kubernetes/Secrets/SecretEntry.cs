using AiStack.Core.Values;

namespace AiStack.Kubernetes.Secrets;

/// <summary>A key of a Secret that has to be there.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">What it holds: a secret as it is, or with text around it (<c>Bearer </c> and a key).</param>
public sealed record SecretEntry(string Key, ValueExpression Value);
