using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace AiStack.Simulator.Protocol;

/// <summary>Escapes text for the inside of a JSON string.</summary>
internal static class JsonText
{
    private static readonly SearchValues<char> Special = SearchValues.Create(
        "\"\\\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f");

    /// <summary>Writes the text as UTF-8, escaped.</summary>
    /// <param name="text">The text; half a surrogate pair becomes U+FFFD.</param>
    /// <param name="destination">Room for six bytes per character.</param>
    /// <returns>Bytes written.</returns>
    public static int Escape(ReadOnlySpan<char> text, Span<byte> destination)
    {
        if (!text.ContainsAny(Special))
        {
            Utf8.FromUtf16(text, destination, out _, out var written);
            return written;
        }

        Span<char> escaped = text.Length <= 128 ? stackalloc char[text.Length * 6] : new char[text.Length * 6];
        JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text, escaped, out _, out var characters);
        Utf8.FromUtf16(escaped[..characters], destination, out _, out var bytes);
        return bytes;
    }
}
