using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Aspire.Hosting.ApplicationModel;

public partial class ReferenceExpression
{
    /// <summary>What the compiler turns an interpolated string into that is meant as a <see cref="ReferenceExpression"/>.</summary>
    /// <param name="literalLength">Characters outside the holes.</param>
    /// <param name="formattedCount">Number of holes.</param>
    [InterpolatedStringHandler]
    [SuppressMessage("Design", "CA1034:Nested types should not be visible", Justification = "Aspire nests it here.")]
    public readonly ref struct ExpressionInterpolatedStringHandler(int literalLength, int formattedCount)
    {
        private readonly ReferenceExpressionBuilder _builder = new(literalLength, formattedCount);

        /// <summary>Adds text.</summary>
        /// <param name="value">The text.</param>
        public void AppendLiteral(string value) => _builder.AppendLiteral(value);

        /// <summary>Adds text.</summary>
        /// <param name="value">The text; <see langword="null"/> adds nothing.</param>
        public void AppendFormatted(string? value) => _builder.AppendFormatted(value);

        /// <summary>Adds text.</summary>
        /// <param name="value">The text; <see langword="null"/> adds nothing.</param>
        /// <param name="format"><c>uri</c>: percent-encode it.</param>
        /// <exception cref="FormatException"><paramref name="format"/> is something else.</exception>
        public void AppendFormatted(string? value, string? format = null) => _builder.AppendFormatted(value, format);

        /// <summary>Adds a hole.</summary>
        /// <typeparam name="T">The value's type.</typeparam>
        /// <param name="valueProvider">What fills it.</param>
        public void AppendFormatted<T>(T valueProvider) where T : IValueProvider, IManifestExpressionProvider => _builder.AppendFormatted(valueProvider);

        /// <summary>Adds a hole.</summary>
        /// <typeparam name="T">The value's type.</typeparam>
        /// <param name="valueProvider">What fills it.</param>
        /// <param name="format"><c>uri</c>: percent-encode it.</param>
        /// <exception cref="FormatException"><paramref name="format"/> is something else.</exception>
        public void AppendFormatted<T>(T valueProvider, string? format = null) where T : IValueProvider, IManifestExpressionProvider =>
            _builder.AppendFormatted(valueProvider, format);

        /// <summary>Adds a hole.</summary>
        /// <typeparam name="T">The resource's type.</typeparam>
        /// <param name="valueProvider">Builder of the resource that fills it.</param>
        public void AppendFormatted<T>(IResourceBuilder<T> valueProvider) where T : IResource, IValueProvider, IManifestExpressionProvider =>
            _builder.AppendFormatted(valueProvider.Resource);

        /// <summary>Adds a hole.</summary>
        /// <typeparam name="T">The resource's type.</typeparam>
        /// <param name="valueProvider">Builder of the resource that fills it.</param>
        /// <param name="format"><c>uri</c>: percent-encode it.</param>
        /// <exception cref="FormatException"><paramref name="format"/> is something else.</exception>
        public void AppendFormatted<T>(IResourceBuilder<T> valueProvider, string? format = null) where T : IResource, IValueProvider, IManifestExpressionProvider =>
            _builder.AppendFormatted(valueProvider.Resource, format);

        internal ReferenceExpression GetExpression() => _builder.Build();
    }
}
