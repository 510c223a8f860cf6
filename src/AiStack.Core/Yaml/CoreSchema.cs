using System.Globalization;

namespace AiStack.Core.Yaml;

/// <summary>Which plain text is a number, by the core schema of YAML 1.2 (10.3.2). Written out rather than as regular expressions, which would cost at start.</summary>
internal static class CoreSchema
{
    /// <summary><c>[-+]?[0-9]+</c>, <c>0o[0-7]+</c> or <c>0x[0-9a-fA-F]+</c> that 64 bits hold.</summary>
    public static bool TryParseInt64(string text, out long value)
    {
        value = 0;
        if (text.StartsWith("0x", StringComparison.Ordinal))
        {
            return long.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value) && value >= 0;
        }

        if (text.StartsWith("0o", StringComparison.Ordinal))
        {
            return TryParseOctal(text.AsSpan(2), out value);
        }

        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    /// <summary><c>[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?</c></summary>
    public static bool IsDecimal(ReadOnlySpan<char> text)
    {
        text = text.Length > 0 && text[0] is '+' or '-' ? text[1..] : text;
        var whole = Digits(ref text);
        var fraction = 0;
        if (text.Length > 0 && text[0] == '.')
        {
            text = text[1..];
            fraction = Digits(ref text);
        }

        if (whole + fraction == 0)
        {
            return false;
        }

        if (text.Length > 0 && text[0] is 'e' or 'E')
        {
            text = text[1..];
            text = text.Length > 0 && text[0] is '+' or '-' ? text[1..] : text;
            if (Digits(ref text) == 0)
            {
                return false;
            }
        }

        return text.IsEmpty;
    }

    /// <summary>Whether plain text is any number, however large, <c>.inf</c> and <c>.nan</c> among them.</summary>
    public static bool IsNumber(string text) => IsDecimal(text) || IsRadix(text)
        || text.TrimStart('+', '-') is ".inf" or ".Inf" or ".INF" || text is ".nan" or ".NaN" or ".NAN";

    /// <inheritdoc cref="ScalarNode.Hint"/>
    public static string? Hint(ScalarNode scalar)
    {
        var (text, plain) = (scalar.Value, scalar.IsPlain);
        if (!plain)
        {
            return scalar with { IsPlain = true } is { IsTyped: true } and not { IsNull: true }
                ? $"Quotes make it text; write {text} without them." : null;
        }

        return text switch
        {
            "yes" or "Yes" or "YES" or "on" or "On" or "ON" or "y" or "Y" => $"'{text}' is text in YAML 1.2; write true.",
            "no" or "No" or "NO" or "off" or "Off" or "OFF" or "n" or "N" => $"'{text}' is text in YAML 1.2; write false.",
            _ when text.Contains('_', StringComparison.Ordinal) && IsDecimal(text.Replace("_", "", StringComparison.Ordinal)) =>
                $"'{text}' is text in YAML 1.2; write {text.Replace("_", "", StringComparison.Ordinal)}.",
            _ when text.Contains(',', StringComparison.Ordinal) && IsDecimal(text.Replace(",", ".", StringComparison.Ordinal)) =>
                $"'{text}' is text; the decimal sign is a point.",
            _ => null,
        };
    }

    private static bool IsRadix(string text) => text.Length > 2 && text[0] == '0'
        && (text[1] == 'x' ? text.Skip(2).All(char.IsAsciiHexDigit) : text[1] == 'o' && text.Skip(2).All(c => c is >= '0' and <= '7'));

    private static bool TryParseOctal(ReadOnlySpan<char> digits, out long value)
    {
        value = 0;
        foreach (var digit in digits)
        {
            if (digit is < '0' or > '7' || value >> 60 != 0)
            {
                return false;
            }

            value = (value << 3) + (digit - '0');
        }

        return digits.Length > 0;
    }

    private static int Digits(ref ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        var count = end < 0 ? text.Length : end;
        text = text[count..];
        return count;
    }
}
