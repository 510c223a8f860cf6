using System.Globalization;
using AiStack.Core.Problems;

namespace AiStack.Core.Yaml;

/// <summary>Text, a number, a truth value or nothing.</summary>
/// <param name="Value">As written, without quotes and with escapes resolved.</param>
/// <param name="IsPlain">Whether it stands without quotes: only then may it be a number, a truth value or nothing.</param>
/// <param name="Place">Where it begins.</param>
/// <remarks>Plain values mean what the core schema of YAML 1.2 says (10.3.2).</remarks>
public sealed record ScalarNode(string Value, bool IsPlain, Place Place) : Node(Place)
{
    /// <inheritdoc/>
    public override string Noun => IsNull ? "nothing" : $"'{Value}'";

    /// <summary>Whether it says nothing: <c>key:</c>, <c>null</c> or <c>~</c>.</summary>
    public bool IsNull => IsPlain && Value is ("" or "~" or "null" or "Null" or "NULL");

    /// <summary>Whether it reads as something other than text: nothing, a truth value or a number, <c>.inf</c> and <c>.nan</c> among them.</summary>
    public bool IsTyped => IsNull || TryGetBool(out _) || CoreSchema.IsNumber(IsPlain ? Value : "");

    /// <summary>
    /// A sentence for the message when a value was meant as a truth value, number or date of another YAML version, such as
    /// <c>yes</c>; <see langword="null"/> when there is nothing to add.
    /// </summary>
    public string? Hint => CoreSchema.Hint(this);

    /// <summary>Reads <c>true</c> or <c>false</c> (also <c>True</c>, <c>TRUE</c> …). <c>yes</c>, <c>no</c>, <c>on</c> and <c>off</c> are text.</summary>
    /// <param name="value">What it says.</param>
    /// <returns>Whether it is a truth value.</returns>
    public bool TryGetBool(out bool value)
    {
        value = Value is "true" or "True" or "TRUE";
        return IsPlain && (value || Value is "false" or "False" or "FALSE");
    }

    /// <summary>Reads a whole number: decimal with an optional sign, <c>0x1F</c> or <c>0o17</c>.</summary>
    /// <param name="value">The number.</param>
    /// <returns>Whether it is one that 64 bits hold. <c>1e3</c> and <c>1.0</c> are not whole numbers in YAML.</returns>
    public bool TryGetInt64(out long value)
    {
        value = 0;
        return IsPlain && CoreSchema.TryParseInt64(Value, out value);
    }

    /// <summary>Reads a number: a whole one, or one with a fraction or exponent.</summary>
    /// <param name="value">The number.</param>
    /// <returns>Whether it is a finite one: <c>.inf</c>, <c>.nan</c> and <c>1e999</c> are not accepted as the number of a property.</returns>
    public bool TryGetDouble(out double value)
    {
        if (TryGetInt64(out var whole))
        {
            value = whole;
            return true;
        }

        value = 0;
        return IsPlain && CoreSchema.IsDecimal(Value)
            && double.TryParse(Value, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }
}
