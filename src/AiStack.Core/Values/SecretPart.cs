namespace AiStack.Core.Values;

/// <summary>A secret value, known only where the expression is used.</summary>
/// <param name="Secret">Where it is kept.</param>
public sealed record SecretPart(SecretReference Secret) : ValuePart;
