using System.Globalization;
using System.Numerics;

namespace AiStack.Core.Units;

/// <summary>Prints quantities in Kubernetes' canonical form.</summary>
internal static class QuantityWriter
{
    private static readonly string[] s_binary = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
    private static readonly string[] s_decimal = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"];

    public static string Write(Quantity quantity)
    {
        if (quantity.IsZero)
        {
            return "0";
        }

        var whole = BigInteger.DivRem(quantity.Nanos, Quantity.NanosPerOne, out var rest);
        return quantity.Format switch
        {
            // Below 1024, and where whole bytes would lose something, binary suffixes have nothing to say.
            QuantityFormat.BinarySuffix when rest.IsZero && BigInteger.Abs(whole) >= 1024 => Binary(whole),
            QuantityFormat.Exponent => WithExponent(quantity.Nanos),
            _ => Decimal(quantity.Nanos),
        };
    }

    private static string Binary(BigInteger amount)
    {
        var step = TakeOut(ref amount, 1024, s_binary.Length - 1);
        return Number(amount) + s_binary[step];
    }

    private static string Decimal(BigInteger nanos)
    {
        var step = TakeOut(ref nanos, 1000, s_decimal.Length - 1);
        return Number(nanos) + s_decimal[step];
    }

    private static string WithExponent(BigInteger nanos)
    {
        var exponent = (3 * TakeOut(ref nanos, 1000, int.MaxValue)) - 9;
        return exponent == 0 ? Number(nanos) : string.Create(CultureInfo.InvariantCulture, $"{nanos}e{exponent}");
    }

    private static int TakeOut(ref BigInteger amount, int factor, int atMost)
    {
        var times = 0;
        while (times < atMost && (amount % factor).IsZero)
        {
            amount /= factor;
            times++;
        }

        return times;
    }

    private static string Number(BigInteger number) => number.ToString(CultureInfo.InvariantCulture);
}
