using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace AiStack.Kubernetes.Formats.Helm;

/// <summary>Turns YAML with marks in it into a template: what Helm would take for its own is escaped, then each mark becomes what renders its value.</summary>
/// <remarks>
/// Marks are words that stand in YAML without quotes, so that the text around them is written as it would be without a chart.
/// Source: Go <c>text/template</c> (white space is trimmed by <c>{{-</c>), Helm documentation, «Template Functions».
/// </remarks>
internal sealed class ChartTemplate
{
    private readonly string _prefix;
    private readonly List<(SlotForm Form, string Expression)> _marks = [];
    private readonly Regex _pattern;

    /// <summary>A template whose marks no text contains.</summary>
    /// <param name="text">Everything that could contain one.</param>
    public ChartTemplate(IEnumerable<string> text)
    {
        var parts = text.ToList();
        _prefix = "ChartValue";
        while (parts.Any(part => part.Contains(_prefix, StringComparison.Ordinal)))
        {
            _prefix += "X";
        }

        _pattern = new($"{_prefix}([0-9]+)Z", RegexOptions.CultureInvariant);
    }

    /// <summary>A mark for a value.</summary>
    /// <param name="form">How the value is written there.</param>
    /// <param name="expression">What the value is, to a template: <c>.Values.domain</c>.</param>
    public string Mark(SlotForm form, string expression)
    {
        _marks.Add((form, expression));
        return string.Create(CultureInfo.InvariantCulture, $"{_prefix}{_marks.Count - 1}Z");
    }

    /// <summary>A mark for a value in the middle of a text.</summary>
    public string MarkInside(string expression) => Mark(SlotForm.Number, expression);

    /// <summary>The template.</summary>
    /// <param name="yaml">YAML with marks.</param>
    public string Of(string yaml)
    {
        var text = new StringBuilder(yaml.Length + 256);
        foreach (var line in yaml.Replace("{{", "{{ \"{{\" }}", StringComparison.Ordinal).Split('\n')[..^1])
        {
            text.Append(_pattern.IsMatch(line) ? Line(line) : line).Append('\n');
        }

        return text.ToString();
    }

    private string Line(string line)
    {
        var match = _pattern.Match(line);
        var (form, expression) = Find(match);
        return form switch
        {
            SlotForm.Block => _pattern.Replace(line, $"{{{{- toYaml {expression} | nindent {KeyColumn(line) + 2} }}}}"),
            SlotForm.OptionalLine => $"{{{{- with {expression} }}}}\n{_pattern.Replace(line, "{{ . | quote }}")}\n{{{{- end }}}}",
            _ => _pattern.Replace(line, each => Find(each) switch
            {
                (SlotForm.Text, var value) => $"{{{{ {value} | quote }}}}",
                (SlotForm.Template, var text) => text,
                var (_, value) => $"{{{{ {value} }}}}",
            }),
        };
    }

    private (SlotForm Form, string Expression) Find(Match match) => _marks[int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)];

    // Behind the hyphens of lists that begin in this line.
    private static int KeyColumn(string line)
    {
        var column = 0;
        while (line[column] == ' ' || (line[column] == '-' && line[column + 1] == ' '))
        {
            column++;
        }

        return column;
    }
}
