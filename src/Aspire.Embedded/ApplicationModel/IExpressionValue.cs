namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value with a run-time form and a symbolic one: what may stand in a hole of a <see cref="ReferenceExpression"/>.</summary>
public interface IExpressionValue : IValueProvider, IManifestExpressionProvider;
