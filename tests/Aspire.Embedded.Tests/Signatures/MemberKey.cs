namespace Aspire.Embedded.Tests.Signatures;

/// <summary>One method or field, equal in the assembly that has it and in one that refers to it.</summary>
/// <param name="Type">Full name of the declaring type, without type arguments.</param>
/// <param name="Name">The member's name in metadata.</param>
/// <param name="Signature">Its types, as <see cref="SignatureNames"/> writes them.</param>
internal sealed record MemberKey(string Type, string Name, string Signature);
