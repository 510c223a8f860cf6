using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace AiStack.Core.Units;

/// <summary>An amount of CPU, memory, storage or devices as Kubernetes writes it: <c>500m</c>, <c>16Gi</c>, <c>1</c>.</summary>
/// <remarks>
/// Read, rounded, compared and printed as Kubernetes' own resource quantities are, so that what we write is what the API server
/// would store. Two quantities are equal when their amounts are: <c>1Gi</c> equals <c>1073741824</c>. The default value is zero.
/// </remarks>
public readonly struct Quantity : IEquatable<Quantity>, IComparable<Quantity>
{
    // Nothing smaller than a billionth can be said.
    internal static readonly BigInteger NanosPerOne = 1_000_000_000;

    private readonly BigInteger _nanos;

    internal Quantity(BigInteger nanos, QuantityFormat format) => (_nanos, Format) = (nanos, format);

    /// <summary>No amount at all.</summary>
    public static Quantity Zero => default;

    /// <summary>The family of suffixes it was written in.</summary>
    public QuantityFormat Format { get; }

    /// <summary>Whether the amount is above zero.</summary>
    public bool IsPositive => _nanos.Sign > 0;

    /// <summary>Whether the amount is zero.</summary>
    public bool IsZero => _nanos.IsZero;

    /// <summary>The amount as a whole number, a fraction rounded away from zero: of memory and storage, the bytes.</summary>
    /// <value>Bytes, at the limits of <see cref="long"/> for amounts beyond them.</value>
    public long Bytes
    {
        get
        {
            var whole = BigInteger.DivRem(_nanos, NanosPerOne, out var rest) + rest.Sign;
            return (long)BigInteger.Clamp(whole, long.MinValue, long.MaxValue);
        }
    }

    internal BigInteger Nanos => _nanos;

    /// <summary>A quantity of bytes, printed with binary suffixes.</summary>
    /// <param name="bytes">How many bytes.</param>
    /// <returns>The quantity, e.g. <c>2Gi</c> for 2147483648.</returns>
    public static Quantity FromBytes(long bytes) => new(bytes * NanosPerOne, QuantityFormat.BinarySuffix);

    /// <summary>A number without unit (cores, devices), printed with decimal suffixes.</summary>
    /// <param name="value">The number; what is below a billionth is rounded away from zero.</param>
    /// <returns>The quantity, e.g. <c>500m</c> for 0.5.</returns>
    public static Quantity FromDecimal(decimal value)
    {
        var scaled = value * 1_000m;
        var nanos = new BigInteger(decimal.Truncate(scaled)) * 1_000_000;
        var rest = (scaled - decimal.Truncate(scaled)) * 1_000_000m;
        return new(nanos + new BigInteger(rest < 0 ? decimal.Floor(rest) : decimal.Ceiling(rest)), QuantityFormat.DecimalSuffix);
    }

    /// <summary>Reads a quantity.</summary>
    /// <param name="text">For example <c>500m</c>, <c>0.5</c>, <c>1e3</c>, <c>1.5Gi</c>.</param>
    /// <param name="quantity">The quantity, or zero when the text is none.</param>
    /// <param name="error">What is wrong and what to write instead; <see langword="null"/> when nothing is.</param>
    /// <returns>Whether the text is a quantity.</returns>
    public static bool TryParse(string? text, out Quantity quantity, [NotNullWhen(false)] out string? error)
        => QuantityReader.TryRead(text, out quantity, out error);

    /// <summary>Reads a quantity that is known to be one, such as a constant.</summary>
    /// <param name="text">For example <c>16Gi</c>.</param>
    /// <returns>The quantity.</returns>
    /// <exception cref="FormatException">The text is no quantity.</exception>
    public static Quantity Parse(string text)
        => TryParse(text, out var quantity, out var error) ? quantity : throw new FormatException(error);

    /// <summary>The amount as a number, at the limits of <see cref="decimal"/> for amounts beyond them.</summary>
    /// <returns>Cores, bytes or devices; <c>0.5</c> for <c>500m</c>.</returns>
    public decimal ToDecimal()
    {
        var whole = BigInteger.DivRem(_nanos, NanosPerOne, out var rest);
        var limit = new BigInteger(decimal.MaxValue);
        return BigInteger.Abs(whole) >= limit
            ? (whole.Sign < 0 ? decimal.MinValue : decimal.MaxValue)
            : (decimal)whole + ((decimal)rest / 1_000_000_000m);
    }

    /// <summary>The canonical form: no fraction, the largest suffix of its family that needs none.</summary>
    /// <returns>For example <c>500m</c> for <c>0.5</c>, <c>1Gi</c> for <c>1024Mi</c>.</returns>
    public override string ToString() => QuantityWriter.Write(this);

    /// <inheritdoc/>
    public int CompareTo(Quantity other) => _nanos.CompareTo(other._nanos);

    /// <inheritdoc/>
    public bool Equals(Quantity other) => _nanos == other._nanos;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Quantity other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _nanos.GetHashCode();

    /// <summary>Whether the amounts are equal.</summary>
    public static bool operator ==(Quantity left, Quantity right) => left.Equals(right);

    /// <summary>Whether the amounts differ.</summary>
    public static bool operator !=(Quantity left, Quantity right) => !left.Equals(right);

    /// <summary>Whether the left amount is the smaller one.</summary>
    public static bool operator <(Quantity left, Quantity right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left amount is smaller or equal.</summary>
    public static bool operator <=(Quantity left, Quantity right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left amount is the larger one.</summary>
    public static bool operator >(Quantity left, Quantity right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left amount is larger or equal.</summary>
    public static bool operator >=(Quantity left, Quantity right) => left.CompareTo(right) >= 0;
}
