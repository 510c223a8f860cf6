using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Builds a <see cref="ReferenceExpression"/> piece by piece.</summary>
public partial class ReferenceExpressionBuilder
{
    private readonly StringBuilder _format;
    private readonly List<IValueProvider> _valueProviders;
    private readonly List<string> _manifestExpressions;
    private readonly List<string?> _stringFormats;

    /// <summary>Creates a builder of an expression without text and holes.</summary>
    public ReferenceExpressionBuilder() : this(literalLength: 16, formattedCount: 2)
    {
    }

    internal ReferenceExpressionBuilder(int literalLength, int formattedCount)
    {
        _format = new(literalLength + (3 * formattedCount));
        _valueProviders = new(formattedCount);
        _manifestExpressions = new(formattedCount);
        _stringFormats = new(formattedCount);
    }

    /// <summary>Whether nothing has been added yet.</summary>
    public bool IsEmpty => _format.Length == 0;

    /// <summary>Adds an interpolated string.</summary>
    /// <param name="handler">The interpolated string. Holes take strings, values and builders of resources that are values.</param>
#pragma warning disable CA1822 // The handler has already written to this builder; the call only carries it.
    public void Append([InterpolatedStringHandlerArgument("")] in ReferenceExpressionBuilderInterpolatedStringHandler handler)
#pragma warning restore CA1822
    {
    }

    /// <summary>Adds text.</summary>
    /// <param name="value">The text.</param>
    public void AppendLiteral(string value) => _format.Append(value.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));

    /// <summary>Adds text.</summary>
    /// <param name="value">The text; <see langword="null"/> adds nothing.</param>
    internal void AppendFormatted(string? value) => AppendLiteral(value ?? string.Empty);

    /// <summary>Adds text.</summary>
    /// <param name="value">The text; <see langword="null"/> adds nothing.</param>
    /// <param name="format"><c>uri</c>: percent-encode it.</param>
    /// <exception cref="FormatException"><paramref name="format"/> is something else.</exception>
    public void AppendFormatted(string? value, string? format = null) => AppendLiteral(Encode(value, format) ?? string.Empty);

    /// <summary>Adds a hole.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="valueProvider">What fills it.</param>
    public void AppendFormatted<T>(T valueProvider) where T : IValueProvider, IManifestExpressionProvider => AppendFormatted(valueProvider, format: null);

    /// <summary>Adds a hole.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="valueProvider">What fills it.</param>
    /// <param name="format"><c>uri</c>: percent-encode it.</param>
    /// <exception cref="FormatException"><paramref name="format"/> is something else.</exception>
    internal void AppendFormatted<T>(T valueProvider, string? format) where T : IValueProvider, IManifestExpressionProvider
    {
        ArgumentNullException.ThrowIfNull(valueProvider);
        _ = Encode(string.Empty, format);

        _format.Append(CultureInfo.InvariantCulture, $"{{{_valueProviders.Count}}}");
        _valueProviders.Add(valueProvider);
        _manifestExpressions.Add(valueProvider.ValueExpression);
        _stringFormats.Add(format);
    }

    /// <summary>The expression built so far.</summary>
    /// <returns>The expression.</returns>
    public ReferenceExpression Build() => new(_format.ToString(), [.. _valueProviders], [.. _manifestExpressions], [.. _stringFormats]);

    internal static string? Encode(string? value, string? format)
    {
        if (format is null)
        {
            return value;
        }

        return format.Equals("uri", StringComparison.OrdinalIgnoreCase)
            ? Uri.EscapeDataString(value ?? string.Empty)
            : throw new FormatException($"The format '{format}' is not supported. Supported formats are 'uri' (encodes a URI).");
    }
}
