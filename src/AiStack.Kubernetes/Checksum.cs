using System.Security.Cryptography;
using System.Text;

namespace AiStack.Kubernetes;

/// <summary>Checksums of what objects are configured with: a change of it makes pods roll.</summary>
public static class Checksum
{
    /// <summary>SHA-256 of a text, as 64 lower-case hexadecimal digits.</summary>
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
