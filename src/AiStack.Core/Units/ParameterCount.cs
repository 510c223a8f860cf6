using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace AiStack.Core.Units;

/// <summary>How many parameters a language model has, as its name says it: <c>494M</c>, <c>1.5B</c>, <c>8x7B</c>.</summary>
public static class ParameterCount
{
    private const string Hint = "Write for example 494M, 1.5B, 8x7B, or the number itself.";

    // Far above any model, far below what a long holds.
    private const decimal Largest = 1_000_000_000_000_000m;

    /// <summary>Reads a number of parameters.</summary>
    /// <param name="text">A number, with K, M, B or T for thousands to millions of millions; <c>8x7B</c> means eight experts of seven thousand millions each.</param>
    /// <param name="parameters">
    /// The number, rounded to a whole one; zero when the text is none. For <c>8x7B</c> the product, which is an upper bound: experts share their attention layers.
    /// </param>
    /// <param name="error">What is wrong and what to write instead; <see langword="null"/> when nothing is.</param>
    /// <returns>Whether the text is a number of parameters, from 1 up.</returns>
    public static bool TryParse(string? text, out long parameters, [NotNullWhen(false)] out string? error)
    {
        parameters = 0;
        if (string.IsNullOrWhiteSpace(text))
        {
            error = $"The number of parameters is missing. {Hint}";
            return false;
        }

        var shown = text.Length > 40 ? text[..40] + "…" : text;
        var (count, each) = text.IndexOf('x', StringComparison.OrdinalIgnoreCase) is var x and > 0 ? (text[..x], text[(x + 1)..]) : ("1", text);
        if (!int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var experts)
            || experts > 100_000
            || !TryReadScaled(each, out var size))
        {
            error = $"'{shown}' is not a number of parameters. {Hint}";
            return false;
        }

        if (experts * size is var product && (product < 1 || product > Largest))
        {
            error = $"'{shown}' cannot be the number of parameters of a model: it must be from 1 to 1000T. {Hint}";
            return false;
        }

        parameters = (long)Math.Round(product);
        error = null;
        return true;
    }

    private static bool TryReadScaled(string text, out decimal size)
    {
        var scale = text.Length == 0 ? 1m : text[^1] switch
        {
            'K' or 'k' => 1_000m,
            'M' or 'm' => 1_000_000m,
            'B' or 'b' or 'G' => 1_000_000_000m,
            'T' or 't' => 1_000_000_000_000m,
            _ => 1m,
        };
        var number = scale == 1m ? text : text[..^1];
        if (!decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out size))
        {
            return false;
        }

        // Capped before multiplying, so that no input overflows; what is capped is refused as too large.
        size = Math.Min(size, Largest) * scale;
        return true;
    }
}
