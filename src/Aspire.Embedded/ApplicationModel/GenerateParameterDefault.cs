using Aspire.Hosting.Publishing;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A random value, for passwords and keys.</summary>
public sealed class GenerateParameterDefault : ParameterDefault
{
    /// <summary>Characters, at least.</summary>
    public int MinLength { get; set; }

    /// <summary>Whether it has lower-case letters.</summary>
    /// <value><see langword="true"/> by default.</value>
    internal bool Lower { get; set; } = true;

    /// <summary>Whether it has upper-case letters.</summary>
    /// <value><see langword="true"/> by default.</value>
    internal bool Upper { get; set; } = true;

    /// <summary>Whether it has digits.</summary>
    /// <value><see langword="true"/> by default.</value>
    internal bool Numeric { get; set; } = true;

    /// <summary>Whether it has special characters.</summary>
    /// <value><see langword="true"/> by default.</value>
    public bool Special { get; set; } = true;

    /// <summary>Lower-case letters, at least.</summary>
    internal int MinLower { get; set; }

    /// <summary>Upper-case letters, at least.</summary>
    internal int MinUpper { get; set; }

    /// <summary>Digits, at least.</summary>
    internal int MinNumeric { get; set; }

    /// <summary>Special characters, at least.</summary>
    internal int MinSpecial { get; set; }

    /// <summary>A new random value.</summary>
    /// <returns>The value; another one at every call.</returns>
    /// <exception cref="ArgumentException">No kind of character is allowed, or a minimum is set for a kind that is not.</exception>
    public override string GetDefaultValue() =>
        PasswordGenerator.Generate(MinLength, (Lower, MinLower), (Upper, MinUpper), (Numeric, MinNumeric), (Special, MinSpecial));

    /// <summary>Writes the rules, not a value: who deploys generates one.</summary>
    /// <param name="context">Takes them.</param>
    public override void WriteToManifest(ManifestPublishingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        var writer = context.Writer;
        writer.WriteStartObject("generate");
        writer.WriteNumber("minLength", MinLength);
        foreach (var (name, isAllowed) in new[] { ("lower", Lower), ("upper", Upper), ("numeric", Numeric), ("special", Special) })
        {
            if (!isAllowed)
            {
                writer.WriteBoolean(name, false);
            }
        }

        foreach (var (name, minimum) in new[] { ("minLower", MinLower), ("minUpper", MinUpper), ("minNumeric", MinNumeric), ("minSpecial", MinSpecial) })
        {
            if (minimum > 0)
            {
                writer.WriteNumber(name, minimum);
            }
        }

        writer.WriteEndObject();
    }
}
