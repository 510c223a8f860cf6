using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace AiStack.Kubernetes.Validation.Reading;

/// <summary>Scalars typed as kubectl types them: YAML 1.1 as Go's reader knows it, in which <c>yes</c> is true and <c>010</c> is eight, but <c>12:30</c> and dates are text.</summary>
internal static partial class YamlScalar
{
    /// <summary>Reads a scalar.</summary>
    /// <exception cref="YamlException">It is what JSON cannot hold, or of a type that Kubernetes does not know.</exception>
    public static JsonNode? Read(Scalar scalar)
    {
        var tag = scalar.Tag.IsEmpty || scalar.Tag.IsNonSpecific ? null : scalar.Tag.Value;
        return tag switch
        {
            null when scalar.Style == ScalarStyle.Plain => Plain(scalar),
            null or "!" or "tag:yaml.org,2002:str" => JsonValue.Create(scalar.Value),
            "tag:yaml.org,2002:int" or "tag:yaml.org,2002:float" or "tag:yaml.org,2002:bool" or "tag:yaml.org,2002:null" => Plain(scalar),
            _ => throw new YamlException(scalar.Start, scalar.End, $"The tag '{tag}' means nothing to Kubernetes; write the value itself."),
        };
    }

    private static JsonValue? Plain(Scalar scalar)
    {
        var text = scalar.Value;
        switch (text)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                return null;
            case "y" or "Y" or "yes" or "Yes" or "YES" or "true" or "True" or "TRUE" or "on" or "On" or "ON":
                return JsonValue.Create(true);
            case "n" or "N" or "no" or "No" or "NO" or "false" or "False" or "FALSE" or "off" or "Off" or "OFF":
                return JsonValue.Create(false);
            case ".nan" or ".NaN" or ".NAN" or ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF" or "-.inf" or "-.Inf" or "-.INF":
                throw new YamlException(scalar.Start, scalar.End, $"'{text}' is a number that JSON does not have; put quotes around it if text is meant.");
        }

        if (!(char.IsAsciiDigit(text[0]) || text[0] is '+' or '-' or '.'))
        {
            return JsonValue.Create(text);
        }

        return Whole(text.Replace("_", "", StringComparison.Ordinal)) ?? Fraction(text) ?? JsonValue.Create(text);
    }

    private static JsonValue? Whole(string text)
    {
        var isNegative = text.StartsWith('-');
        var digits = text.AsSpan(isNegative || text.StartsWith('+') ? 1 : 0);
        var (radix, start) = digits switch
        {
            ['0', 'x' or 'X', _, ..] => (16, 2),
            ['0', 'b' or 'B', _, ..] => (2, 2),
            ['0', 'o' or 'O', _, ..] => (8, 2),
            ['0', _, ..] => (8, 1),
            _ => (10, 0),
        };
        ulong number = 0;
        var isNumber = digits.Length > start;
        foreach (var digit in digits[start..])
        {
            var value = char.IsAsciiHexDigit(digit) ? Convert.ToInt32(digit.ToString(), 16) : radix;
            if (value >= radix || number > (ulong.MaxValue - (ulong)value) / (ulong)radix)
            {
                isNumber = false;
                break;
            }

            number = (number * (ulong)radix) + (ulong)value;
        }

        return (isNumber, isNegative) switch
        {
            (true, false) when number <= long.MaxValue => JsonValue.Create((long)number),
            (true, false) => JsonValue.Create(number),
            (true, true) when number <= (ulong)long.MaxValue + 1 => JsonValue.Create((long)(0 - number)),
            _ => null,
        };
    }

    private static JsonValue? Fraction(string text) =>
        Decimal().IsMatch(text) && double.TryParse(text.Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? JsonValue.Create(number)
            : null;

    [GeneratedRegex(@"\A[-+]?(\.[0-9]+|[0-9][0-9_]*(\.[0-9_]*)?)([eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Decimal();
}
