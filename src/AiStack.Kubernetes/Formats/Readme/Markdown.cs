using System.Text;

namespace AiStack.Kubernetes.Formats.Readme;

/// <summary>Markdown that reads well as text, too: blocks with an empty line between them, tables with aligned columns, no space at the end of a line.</summary>
internal sealed class Markdown
{
    private readonly StringBuilder _text = new(8192);

    public Markdown Heading(int level, string title) => Block($"{new string('#', level)} {title}");

    public Markdown Paragraph(string text) => Block(text);

    public Markdown Code(IEnumerable<string> lines) => Block($"```sh\n{string.Join('\n', lines)}\n```");

    public Markdown List(IEnumerable<string> items) => Block(string.Join('\n', items.Select(item => $"- {Prose(item.ReplaceLineEndings(" "))}")));

    public Markdown Table(IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var cells = rows.Select(row => row.Select(Cell).ToList()).Prepend([.. header]).ToList();
        var widths = header.Select((_, column) => cells.Max(row => row[column].Length)).ToList();

        // A column of long texts would push every other row's end out of sight.
        widths[^1] = header[^1].Length;
        cells.Insert(1, [.. widths.Select(width => new string('-', width))]);
        return Block(string.Join('\n', cells.Select(row => $"| {string.Join(" | ", row.Select((cell, column) => cell.PadRight(widths[column])))} |")));
    }

    public override string ToString() => _text.ToString();

    private static string Cell(string text) => Prose(text.ReplaceLineEndings(" ")).Replace("|", "\\|", StringComparison.Ordinal);

    // What is meant as a placeholder would be taken for a tag and not be seen. Between backticks it is as it stands.
    private static string Prose(string text) => string.Join('`', text.Split('`').Select((part, index) => index % 2 == 1 ? part : part.Replace("<", "\\<", StringComparison.Ordinal)));

    private Markdown Block(string text)
    {
        _text.Append(_text.Length == 0 ? "" : "\n");
        foreach (var line in text.ReplaceLineEndings("\n").Trim('\n').Split('\n'))
        {
            _text.Append(line.TrimEnd()).Append('\n');
        }

        return this;
    }
}
