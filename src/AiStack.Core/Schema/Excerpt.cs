namespace AiStack.Core.Schema;

/// <summary>Shortens what a user wrote for a message.</summary>
public static class Excerpt
{
    private const int Length = 60;

    /// <summary>The beginning of a text, on one line.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);

        var line = new string([.. text.Take(Length + 1).Select(character => char.IsControl(character) ? ' ' : character)]);
        return line.Length <= Length ? line : line[..Length] + "…";
    }
}
