using AiStack.Core.Problems;

namespace AiStack.Cli.Output;

/// <summary>Lines of a file, to be shown below its problems.</summary>
/// <param name="path">The file.</param>
internal sealed class SourceLines(string path)
{
    private string[]? _lines;

    /// <summary>The line of a place, cut to a width around it, and where in it the place is.</summary>
    /// <returns><see langword="null"/>: there is nothing worth showing.</returns>
    public (string Text, int Caret)? Around(Place place, int width)
    {
        if (place.File != path || !File.Exists(path))
        {
            return null;
        }

        _lines ??= File.ReadAllLines(path);
        if (place.Line < 1 || place.Line > _lines.Length || string.IsNullOrWhiteSpace(_lines[place.Line - 1]))
        {
            return null;
        }

        // What moves a terminal's cursor would spoil the caret's place, or worse.
        var line = new string([.. _lines[place.Line - 1].Select(character => char.IsControl(character) ? ' ' : character)]);
        var caret = Math.Clamp(place.Column - 1, 0, line.Length);
        var start = caret < width ? 0 : caret - (width / 2);
        return (line[start..Math.Min(line.Length, start + width)], caret - start);
    }
}
