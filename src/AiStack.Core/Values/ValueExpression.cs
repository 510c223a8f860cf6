namespace AiStack.Core.Values;

/// <summary>A value that is put together where the stack runs: text, addresses and secrets in a row.</summary>
/// <param name="parts">The pieces, in order.</param>
/// <remarks>What a link means is said once with these; a laptop and a cluster fill in their own addresses and secrets.</remarks>
public sealed class ValueExpression(params IReadOnlyList<ValuePart> parts)
{
    /// <summary>The pieces, in order.</summary>
    public IReadOnlyList<ValuePart> Parts { get; } = parts;

    /// <summary>Whether a secret is in it.</summary>
    public bool HasSecret => Parts.Any(part => part is SecretPart);

    /// <summary>Whether it has a value on a laptop only, because a secret in it exists nowhere else.</summary>
    public bool IsLocal => Parts.Any(part => part is SecretPart { Secret.IsLocal: true });

    /// <summary>Puts expressions in a row.</summary>
    public static ValueExpression Of(params IReadOnlyList<ValueExpression> pieces) => new([.. pieces.SelectMany(piece => piece.Parts)]);

    /// <summary>Puts expressions in a row with text between them.</summary>
    public static ValueExpression Join(string separator, IReadOnlyList<ValueExpression> pieces)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        return Of([.. pieces.SelectMany((piece, index) => index == 0 ? [piece] : new[] { (ValueExpression)separator, piece })]);
    }

    /// <summary>Text that stands for itself.</summary>
    public static implicit operator ValueExpression(string text) => new(new TextPart(text));

    /// <summary>A secret value.</summary>
    public static implicit operator ValueExpression(SecretReference secret) => new(new SecretPart(secret));

    /// <summary>Part of an address.</summary>
    public static implicit operator ValueExpression(EndpointPart part) => new(part);

    /// <summary>The value as a whole.</summary>
    /// <param name="resolve">Text of an address or of a secret.</param>
    public string Evaluate(Func<ValuePart, string> resolve)
    {
        ArgumentNullException.ThrowIfNull(resolve);
        return string.Concat(Parts.Select(part => part is TextPart text ? text.Text : resolve(part)));
    }
}
