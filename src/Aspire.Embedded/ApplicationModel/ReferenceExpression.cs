using System.Diagnostics;
using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A text with holes for values that are only known when the application runs.</summary>
/// <example><c>ReferenceExpression.Create($"http://{endpoint.Property(EndpointProperty.HostAndPort)}/v1")</c></example>
[DebuggerDisplay("{ValueExpression,nq}")]
public partial class ReferenceExpression : IExpressionValue, IValueWithReferences
{
    /// <summary>The expression without text and holes. It has no value.</summary>
    public static readonly ReferenceExpression Empty = new(string.Empty, [], [], []);

    private readonly string[] _manifestExpressions;

    internal ReferenceExpression(string format, IValueProvider[] valueProviders, string[] manifestExpressions, string?[] stringFormats)
    {
        Format = format;
        ValueProviders = valueProviders;
        StringFormats = stringFormats;
        _manifestExpressions = manifestExpressions;
    }

    /// <summary>The text as a composite format string: <c>{0}</c> is the first hole, literal braces are doubled.</summary>
    public string Format { get; }

    /// <summary>What fills the holes.</summary>
    public IReadOnlyList<IValueProvider> ValueProviders { get; }

    /// <summary>The symbolic forms of what fills the holes.</summary>
    internal IReadOnlyList<string> ManifestExpressions => _manifestExpressions;

    /// <summary>How each value is written: <c>uri</c> (percent-encoded) or <see langword="null"/> (as it is).</summary>
    public IReadOnlyList<string?> StringFormats { get; }

    /// <summary>The text with symbolic forms in its holes.</summary>
    public string ValueExpression => string.Format(CultureInfo.InvariantCulture, Format, _manifestExpressions);

    IEnumerable<object> IValueWithReferences.References => ValueProviders;

    /// <summary>Creates an expression from an interpolated string.</summary>
    /// <param name="handler">The interpolated string. Holes take strings, values and builders of resources that are values.</param>
    /// <returns>The expression.</returns>
    public static ReferenceExpression Create(in ExpressionInterpolatedStringHandler handler) => handler.GetExpression();

    /// <summary>Waits for all values and returns the text as it reads on this machine.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The text; <see langword="null"/> for <see cref="Empty"/>.</returns>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken) => GetValueAsync(new ValueProviderContext(), cancellationToken);

    /// <summary>Waits for all values and returns the text as a certain caller needs it.</summary>
    /// <param name="context">Who asks.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The text; <see langword="null"/> for <see cref="Empty"/>.</returns>
    public async ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken)
    {
        if (Format.Length == 0)
        {
            return null;
        }

        var values = new object?[ValueProviders.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var value = await ValueProviders[i].GetValueAsync(context, cancellationToken).ConfigureAwait(false);
            values[i] = ReferenceExpressionBuilder.Encode(value, StringFormats[i]);
        }

        return string.Format(CultureInfo.InvariantCulture, Format, values);
    }
}
