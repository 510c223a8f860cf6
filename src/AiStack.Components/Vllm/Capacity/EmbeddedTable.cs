namespace AiStack.Components.Vllm.Capacity;

/// <summary>A small table of facts that is part of the assembly: lines of cells between tabs, '#' for remarks.</summary>
/// <remarks>
/// A look-up searches the text for the name and takes only that line apart. Building a dictionary of everything, or a C#
/// initializer of some hundred objects, would cost each start more than all look-ups of a stack.
/// </remarks>
internal sealed class EmbeddedTable(string fileName)
{
    private readonly Lazy<string> _text = new(() => Read(fileName));

    /// <summary>The cells of the first line that has a name as one of the words of a column.</summary>
    /// <param name="name">Upper and lower case are the same.</param>
    /// <param name="column">From 0.</param>
    public string[]? Find(string name, int column)
    {
        var text = _text.Value;
        for (var at = Next(text, name, 0); at >= 0; at = Next(text, name, at + 1))
        {
            var start = text.LastIndexOf('\n', at) + 1;
            if (text[start] != '#' && IsWord(text, at, name.Length) && text.AsSpan(start, at - start).Count('\t') == column)
            {
                return text[start..text.IndexOf('\n', at)].Split('\t');
            }
        }

        return null;
    }

    /// <summary>The cells of every line, in the order of the file.</summary>
    public IEnumerable<string[]> Rows() =>
        _text.Value.Split('\n').Where(line => line is [not '#', ..]).Select(line => line.Split('\t'));

    private static int Next(string text, string name, int from) =>
        name.Length == 0 || name.AsSpan().IndexOfAny(" \t\n") >= 0 ? -1 : text.IndexOf(name, from, StringComparison.OrdinalIgnoreCase);

    private static bool IsWord(string text, int at, int length) =>
        (at == 0 || IsBorder(text[at - 1])) && IsBorder(text[at + length]);

    private static bool IsBorder(char character) => character is ' ' or '\t' or '\n';

    private static string Read(string fileName)
    {
        var name = $"{typeof(EmbeddedTable).Namespace}.{fileName}";
        using var stream = typeof(EmbeddedTable).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly lacks its resource '{name}'.");
        using var reader = new StreamReader(stream);
        // Every line ends, so that searching for an end never runs out of text.
        return reader.ReadToEnd() + '\n';
    }
}
