namespace AiStack.Core.Units;

/// <summary>The family of suffixes that a <see cref="Quantity"/> was written in, and is printed in again.</summary>
public enum QuantityFormat
{
    /// <summary>Powers of ten with the suffixes n, u, m, none, k, M, G, T, P, E: <c>500m</c>, <c>2G</c>.</summary>
    DecimalSuffix,

    /// <summary>Powers of 1024 with the suffixes Ki, Mi, Gi, Ti, Pi, Ei: <c>16Gi</c>.</summary>
    BinarySuffix,

    /// <summary>Powers of ten with an exponent: <c>1e3</c>.</summary>
    Exponent,
}
