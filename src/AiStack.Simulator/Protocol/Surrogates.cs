namespace AiStack.Simulator.Protocol;

/// <summary>Looks for escaped halves of characters: <c>\ud83d\ude00</c> is an emoji, <c>\ud83d</c> alone is valid JSON to the letter but no text.</summary>
internal static class Surrogates
{
    private const int EscapeLength = 6;

    /// <summary>True when every high half in a JSON text is followed by a low one and no low one stands alone.</summary>
    /// <param name="json">UTF-8; whether it is JSON does not matter here.</param>
    public static bool ArePaired(ReadOnlySpan<byte> json)
    {
        for (var at = Next(json, 0); at >= 0; at = Next(json, at))
        {
            var escape = json[at..];
            if (!IsHalf(escape, low: false) && !IsHalf(escape, low: true))
            {
                // Another escape; the second backslash of a pair begins none.
                at += 2;
                continue;
            }

            if (IsHalf(escape, low: true) || !IsHalf(escape[EscapeLength..], low: true))
            {
                return false;
            }

            at += 2 * EscapeLength;
        }

        return true;
    }

    private static int Next(ReadOnlySpan<byte> json, int from)
    {
        var offset = from >= json.Length ? -1 : json[from..].IndexOf((byte)'\\');
        return offset < 0 ? -1 : from + offset;
    }

    // \uD800 to \uDBFF are high halves, \uDC00 to \uDFFF low ones.
    private static bool IsHalf(ReadOnlySpan<byte> escape, bool low) =>
        escape.Length >= EscapeLength
        && escape[0] == '\\'
        && escape[1] == 'u'
        && (escape[2] | 0x20) == 'd'
        && (low ? (char)escape[3] is (>= 'c' and <= 'f') or (>= 'C' and <= 'F') : (char)escape[3] is '8' or '9' or 'a' or 'b' or 'A' or 'B');
}
