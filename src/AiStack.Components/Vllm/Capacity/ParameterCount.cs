using System.Globalization;

namespace AiStack.Components.Vllm.Capacity;

/// <summary>A number of weights as people write it: <c>1.5B</c>, <c>350M</c>, <c>7000000000</c>.</summary>
public static class ParameterCount
{
    private const decimal Most = 100_000_000_000_000m;

    /// <summary>Reads it.</summary>
    /// <param name="text">A number, with K, M, B or T behind it for thousand, million, thousand million and million million; either case.</param>
    /// <param name="parameters">The number of weights, at least 1.</param>
    /// <returns>False for anything else, and for more than 100T.</returns>
    public static bool TryParse(string? text, out long parameters)
    {
        parameters = 0;
        if (string.IsNullOrWhiteSpace(text))
        {
            return false;
        }

        var trimmed = text.AsSpan().Trim();
        var factor = char.ToUpperInvariant(trimmed[^1]) switch
        {
            'K' => 1_000m,
            'M' => 1_000_000m,
            'B' => 1_000_000_000m,
            'T' => 1_000_000_000_000m,
            _ => 1m,
        };
        var digits = factor == 1m ? trimmed : trimmed[..^1].TrimEnd();
        if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            || number <= 0 || number > Most / factor || number * factor < 1)
        {
            return false;
        }

        parameters = (long)(number * factor);
        return true;
    }
}
