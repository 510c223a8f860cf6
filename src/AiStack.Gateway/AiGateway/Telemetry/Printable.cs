namespace AiStack.Gateway.AiGateway.Telemetry;

/// <summary>Texts of a caller's choice as they may stand in a log or a label: no line breaks, nothing that a terminal obeys.</summary>
internal static class Printable
{
    private const int LongestName = 128;

    /// <summary>A text with a question mark in the place of each control character.</summary>
    public static string Text(string text) =>
        text.AsSpan().IndexOfAnyInRange('\0', '\u001f') < 0 && text.AsSpan().IndexOfAnyInRange('\u007f', '\u009f') < 0 ? text : string.Concat(text.Select(letter => char.IsControl(letter) ? '?' : letter));

    /// <summary>The same, and no longer than a name is.</summary>
    public static string Name(string text) => Text(text.Length <= LongestName ? text : text[..LongestName]);
}
