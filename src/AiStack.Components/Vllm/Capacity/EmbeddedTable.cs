namespace AiStack.Components.Vllm.Capacity;

/// <summary>A small table of facts that is part of the assembly: lines of cells between tabs, '#' for remarks.</summary>
/// <remarks>
/// A look-up walks over the text and takes only the line it wants apart. Building a dictionary of everything, or a C#
/// initializer of some hundred objects, would cost each start more than all look-ups of a stack.
/// </remarks>
internal sealed class EmbeddedTable(string fileName)
{
    private readonly Lazy<string> _text = new(() => Read(fileName));

    /// <summary>The cells of the line that <paramref name="matches"/> says yes to, or <see langword="null"/>.</summary>
    public string[]? FirstWhere(Func<ReadOnlySpan<char>, bool> matches)
    {
        foreach (var line in _text.Value.AsSpan().EnumerateLines())
        {
            if (IsRow(line) && matches(line))
            {
                return line.ToString().Split('\t');
            }
        }

        return null;
    }

    /// <summary>The cells of every line, in the order of the file.</summary>
    public IEnumerable<string[]> Rows() =>
        _text.Value.Split('\n').Where(line => IsRow(line)).Select(line => line.Split('\t'));

    /// <summary>Whether one of the words of a cell is the wanted name; upper and lower case are the same.</summary>
    public static bool HasWord(ReadOnlySpan<char> line, int cell, ReadOnlySpan<char> name)
    {
        var cells = line.Split('\t');
        for (var i = 0; cells.MoveNext(); i++)
        {
            if (i == cell)
            {
                return ContainsWord(line[cells.Current], name);
            }
        }

        return false;
    }

    private static bool ContainsWord(ReadOnlySpan<char> words, ReadOnlySpan<char> name)
    {
        foreach (var range in words.Split(' '))
        {
            if (words[range].Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsRow(ReadOnlySpan<char> line) => line is [not '#', ..];

    private static string Read(string fileName)
    {
        var name = $"{typeof(EmbeddedTable).Namespace}.{fileName}";
        using var stream = typeof(EmbeddedTable).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly lacks its resource '{name}'.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
