namespace AiStack.Simulator.Structured;

/// <summary>Lengths as JSON schema counts them.</summary>
internal static class TextElements
{
    /// <summary>The beginning of a text, without cutting a surrogate pair.</summary>
    public static string Take(string text, int characters) =>
        characters > 0 && characters < text.Length && char.IsHighSurrogate(text[characters - 1]) ? text[..(characters - 1)] : text[..Math.Min(characters, text.Length)];
}
