using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace AiStack.Cli.Load;

/// <summary>How many tokens prompts or answers have: <c>200</c>, <c>100-400</c>, <c>normal:200,50</c> or <c>lognormal:200,0.5</c>.</summary>
internal sealed class TokenDistribution
{
    /// <summary>What can be written, for help and errors.</summary>
    public const string Notation = "200 (always), 100-400 (any number between them), normal:200,50 (mean, standard deviation) or lognormal:200,0.5 (median, sigma)";

    /// <summary>Most tokens that are ever drawn.</summary>
    public const int Most = 1_000_000;

    private readonly Shape _shape;
    private readonly double _first;
    private readonly double _second;

    private TokenDistribution(string text, Shape shape, double first, double second) => (Text, _shape, _first, _second) = (text, shape, first, second);

    private enum Shape
    {
        Uniform,
        Normal,
        Lognormal,
    }

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>Reads a distribution.</summary>
    /// <param name="text">As a user writes it.</param>
    /// <param name="distribution">The distribution.</param>
    /// <param name="error">What is wrong and what to write instead.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out TokenDistribution? distribution, [NotNullWhen(false)] out string? error)
    {
        (distribution, error) = text.Split(':', 2) switch
        {
            ["normal", var rest] => Pair(text, rest, Shape.Normal, "normal:200,50, which is mean and standard deviation", Most),
            ["lognormal", var rest] => Pair(text, rest, Shape.Lognormal, "lognormal:200,0.5, which is median and sigma (at most 4)", 4),
            ["uniform", _] => (null, "a uniform distribution is written 100-400"),
            [_, _] => (null, $"there is no such distribution; write {Notation}"),
            _ => Range(text),
        };
        return distribution is not null;
    }

    /// <summary>Draws a number of tokens.</summary>
    /// <returns>1 to <see cref="Most"/>; what would lie outside is drawn to these.</returns>
    public int Draw(ref Randomness random)
    {
        var drawn = _shape switch
        {
            Shape.Normal => _first + (_second * random.Normal()),
            Shape.Lognormal => _first * Math.Exp(_second * random.Normal()),
            _ => _first + Math.Floor(random.Fraction() * (_second - _first + 1)),
        };
        return (int)Math.Clamp(Math.Round(drawn), 1, Most);
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static (TokenDistribution?, string?) Range(string text)
    {
        var ends = text.Split('-');
        if (ends.Length > 2 || !Array.TrueForAll(ends, end => int.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out var tokens) && tokens is >= 1 and <= Most))
        {
            return (null, $"write {Notation}, in tokens from 1 to {Most}");
        }

        var (least, most) = (int.Parse(ends[0], CultureInfo.InvariantCulture), int.Parse(ends[^1], CultureInfo.InvariantCulture));
        return least <= most ? (new(text, Shape.Uniform, least, most), null) : (null, $"the smaller number comes first: {most}-{least}");
    }

    private static (TokenDistribution?, string?) Pair(string text, string numbers, Shape shape, string example, double mostSpread) =>
        numbers.Split(',') is [var first, var second]
            && double.TryParse(first, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var centre) && centre is >= 1 and <= Most
            && double.TryParse(second, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var spread) && spread <= mostSpread
                ? (new(text, shape, centre, spread), null)
                : (null, $"write it like {example}");
}
