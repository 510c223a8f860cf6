namespace Aspire.Embedded.Tests.Signatures;

/// <summary>Where a public type of ours may say less than the official one, and why. Nowhere may it say more.</summary>
internal static class SignatureExceptions
{
    /// <summary>Interfaces that an official type has and ours has not: the type's full name, the interface, the reason.</summary>
    internal static readonly (string Type, string Interface, string Reason)[] MissingInterfaces =
    [
    ];
}
