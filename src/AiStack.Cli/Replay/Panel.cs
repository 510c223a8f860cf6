using System.Globalization;
using System.Text;

namespace AiStack.Cli.Replay;

/// <summary>One chart of a page: curves over the time of a replay, as SVG.</summary>
/// <param name="title">What it shows.</param>
/// <param name="top">Where it begins in the picture.</param>
/// <param name="seconds">How long the replay is.</param>
/// <param name="highest">Highest value of its curves.</param>
internal sealed class Panel(string title, int top, int seconds, double highest)
{
    public const int Left = 56;
    public const int Width = 880;
    public const int Height = 104;

    /// <summary>Height with its title and the room to the next.</summary>
    public const int Outer = 152;

    private const int Head = 24;

    private readonly double _highest = Ceiling(highest);
    private readonly StringBuilder _svg = new();

    /// <summary>Where its highest value is in the picture.</summary>
    public int Upper => top + Head;

    /// <summary>Where its nothing is in the picture.</summary>
    public int Lower => top + Head + Height;

    /// <summary>Frame, title, scale and the names of the curves.</summary>
    /// <param name="legend">Each curve's name with its class.</param>
    public Panel Begin(params (string Name, string Style)[] legend)
    {
        _svg.Append(CultureInfo.InvariantCulture, $"<text class=\"title\" x=\"{Left}\" y=\"{top + 14}\">{Html.Text(title)}</text>\n");
        var x = Left + 300;
        foreach (var (name, style) in legend)
        {
            _svg.Append(CultureInfo.InvariantCulture, $"<line class=\"{style}\" x1=\"{x}\" y1=\"{top + 10}\" x2=\"{x + 22}\" y2=\"{top + 10}\"/><text x=\"{x + 28}\" y=\"{top + 14}\">{Html.Text(name)}</text>\n");
            x += 46 + (name.Length * 7);
        }

        foreach (var part in (double[])[0, 0.5, 1])
        {
            var y = Y(_highest * part);
            _svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{Left}\" y1=\"{y}\" x2=\"{Left + Width}\" y2=\"{y}\"/><text class=\"scale\" x=\"{Left - 8}\" y=\"{y + 4}\">{Figures.Number(_highest * part)}</text>\n");
        }

        return this;
    }

    /// <summary>A curve through points.</summary>
    public Panel Line(string style, IEnumerable<(int Second, double Value)> points)
    {
        _svg.Append(CultureInfo.InvariantCulture, $"<polyline class=\"{style}\" points=\"");
        var separator = "";
        foreach (var (second, value) in points)
        {
            _svg.Append(CultureInfo.InvariantCulture, $"{separator}{X(second)},{Y(value)}");
            separator = " ";
        }

        _svg.Append("\"/>\n");
        return this;
    }

    /// <summary>A curve of values that stay until the next one.</summary>
    public Panel Stairs(string style, IEnumerable<(int Second, double Value)> points)
    {
        List<(int, double)> corners = [];
        foreach (var (second, value) in points)
        {
            if (corners.Count > 0)
            {
                corners.Add((second, corners[^1].Item2));
            }

            corners.Add((second, value));
        }

        return Line(style, corners);
    }

    /// <summary>A curve that is filled down to nothing.</summary>
    public Panel Area(string style, IReadOnlyList<(int Second, double Value)> points) =>
        points.Count == 0 ? this : Line(style, points.Prepend((points[0].Second, 0)).Append((points[^1].Second, 0)));

    /// <summary>What was drawn.</summary>
    public string Svg() => _svg.ToString();

    /// <summary>Where a time is.</summary>
    public double X(int second) => Math.Round(Left + (Width * (second / (double)Math.Max(1, seconds))), 1);

    private double Y(double value) => Math.Round(top + Head + (Height * (1 - (value / _highest))), 1);

    // The next of 1, 2, 5, 10 …, so that the half is a plain number, too.
    private static double Ceiling(double value)
    {
        if (!(value > 0))
        {
            return 1;
        }

        var digit = Math.Pow(10, Math.Floor(Math.Log10(value)));
        return ((double[])[1, 2, 4, 6, 8, 10]).Select(step => step * digit).First(step => step >= value * 0.999999);
    }
}
