using System.Security.Cryptography;
using System.Text;

namespace AiStack.Kubernetes;

/// <summary>Checksums of what objects are configured with: a change of it makes pods roll.</summary>
public static class Checksum
{
    /// <summary>SHA-256 of a text, as 64 lower-case hexadecimal digits.</summary>
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Digits of a checksum that is part of a name.</summary>
    internal const int ShortLength = 8;

    /// <summary>The first digits of the checksum of a text, for names.</summary>
    internal static string Short(string text) => Of(text)[..ShortLength];

    /// <summary>The beginning of a name, with room for a hyphen and a short checksum behind it.</summary>
    /// <param name="name">The name.</param>
    /// <param name="longest">Most characters of the whole.</param>
    internal static string Beginning(string name, int longest) => name[..Math.Min(name.Length, longest - ShortLength - 1)].TrimEnd('-');

    /// <summary>A name that fits: of one that is too long what is cut off is told apart by the checksum of the whole.</summary>
    /// <param name="name">The name.</param>
    /// <param name="longest">Most characters that it may have.</param>
    public static string Shorten(string name, int longest)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length <= longest ? name : $"{name[..(longest - ShortLength - 1)]}-{Short(name)}";
    }
}
