using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

namespace AiStack.Core.Units;

/// <summary>Reads what Kubernetes accepts as a resource quantity: a sign, digits with an optional fraction, and a suffix or an exponent.</summary>
internal static class QuantityReader
{
    private const int LongestText = 64;
    private const int LargestExponent = 60;
    private const string Hint = "Write a number with one of the suffixes m, k, M, G, T, P, E, Ki, Mi, Gi, Ti, Pi, Ei or none, for example 500m, 2 or 16Gi.";

    // Binary amounts end where a 64-bit integer does; decimal ones do not.
    private static readonly BigInteger s_largestBinary = long.MaxValue * Quantity.NanosPerOne;

    public static bool TryRead(string? text, out Quantity quantity, [NotNullWhen(false)] out string? error)
    {
        quantity = default;
        if (string.IsNullOrEmpty(text))
        {
            error = $"A quantity is missing. {Hint}";
            return false;
        }

        if (text.Length > LongestText)
        {
            error = $"'{text[..LongestText]}…' is too long for a quantity ({text.Length} characters, at most {LongestText}). {Hint}";
            return false;
        }

        var at = text[0] is '+' or '-' ? 1 : 0;
        var whole = Digits(text, ref at);
        var fraction = "";
        if (at < text.Length && text[at] == '.')
        {
            at++;
            fraction = Digits(text, ref at);
        }

        if (whole.Length + fraction.Length == 0)
        {
            error = $"'{text}' is not a quantity: it does not start with a number. {Hint}";
            return false;
        }

        if (Suffix(text[at..]) is not var (radix, exponent, format))
        {
            error = SuffixError(text, text[at..]);
            return false;
        }

        if (exponent > LargestExponent)
        {
            error = $"'{text}' is larger than any resource: the exponent may be at most {LargestExponent}.";
            return false;
        }

        var digits = BigInteger.Parse(whole + fraction, NumberStyles.None, CultureInfo.InvariantCulture);
        var nanos = radix == 2
            ? DivideUp((digits * Quantity.NanosPerOne) << exponent, fraction.Length)
            : DivideUp(digits * BigInteger.Pow(10, Math.Max(0, exponent + 9)), fraction.Length - Math.Min(0, exponent + 9));
        if (format == QuantityFormat.BinarySuffix)
        {
            nanos = BigInteger.Min(nanos, s_largestBinary);
            format = nanos < Quantity.NanosPerOne ? QuantityFormat.DecimalSuffix : format;
        }

        quantity = new Quantity(text[0] == '-' ? -nanos : nanos, format);
        error = null;
        return true;
    }

    private static string Digits(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return text[start..at];
    }

    /// <summary>Divides by a power of ten; who asks for a little gets a little, never nothing.</summary>
    private static BigInteger DivideUp(BigInteger amount, int tens)
    {
        // More tens than the longest text has digits leave the smallest amount.
        var quotient = BigInteger.DivRem(amount, BigInteger.Pow(10, Math.Min(tens, 2 * (LongestText + LargestExponent))), out var rest);
        return rest.IsZero ? quotient : quotient + 1;
    }

    private static (int Radix, int Exponent, QuantityFormat Format)? Suffix(string suffix) => suffix switch
    {
        "n" => (10, -9, QuantityFormat.DecimalSuffix),
        "u" => (10, -6, QuantityFormat.DecimalSuffix),
        "m" => (10, -3, QuantityFormat.DecimalSuffix),
        "" => (10, 0, QuantityFormat.DecimalSuffix),
        "k" => (10, 3, QuantityFormat.DecimalSuffix),
        "M" => (10, 6, QuantityFormat.DecimalSuffix),
        "G" => (10, 9, QuantityFormat.DecimalSuffix),
        "T" => (10, 12, QuantityFormat.DecimalSuffix),
        "P" => (10, 15, QuantityFormat.DecimalSuffix),
        "E" => (10, 18, QuantityFormat.DecimalSuffix),
        "Ki" => (2, 10, QuantityFormat.BinarySuffix),
        "Mi" => (2, 20, QuantityFormat.BinarySuffix),
        "Gi" => (2, 30, QuantityFormat.BinarySuffix),
        "Ti" => (2, 40, QuantityFormat.BinarySuffix),
        "Pi" => (2, 50, QuantityFormat.BinarySuffix),
        "Ei" => (2, 60, QuantityFormat.BinarySuffix),
        ['e' or 'E', .. var digits] when int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent)
            => (10, Math.Max(exponent, -10_000), QuantityFormat.Exponent),
        _ => null,
    };

    private static string SuffixError(string text, string suffix)
    {
        var meant = suffix.Trim() switch
        {
            "K" or "kB" or "KB" or "kb" => "k (thousands) or Ki (1024s)",
            "KiB" or "kib" or "ki" => "Ki",
            "MB" or "mb" => "M (millions) or Mi (1024 squared)",
            "MiB" or "mib" or "mi" => "Mi",
            "g" or "GB" or "gb" or "Gb" => "G (thousand millions) or Gi (1024 cubed)",
            "GiB" or "gib" or "gi" or "GI" => "Gi",
            "TB" or "t" => "T or Ti",
            "TiB" or "ti" => "Ti",
            _ => null,
        };
        return meant is null
            ? $"'{text}' is not a quantity: '{suffix}' is not a suffix. {Hint}"
            : $"'{text}' is not a quantity: '{suffix}' is not a suffix. Write {meant}.";
    }
}
