namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that others connect to with a connection string.</summary>
public interface IResourceWithConnectionString : IResource, IExpressionValue, IValueWithReferences
{
    /// <summary>The variable that carries the connection string to those who reference the resource.</summary>
    /// <value><see langword="null"/> (default): <c>ConnectionStrings__</c> followed by the connection name.</value>
    string? ConnectionStringEnvironmentVariable => null;

    /// <summary>The connection string, with holes for what is only known at run time.</summary>
    ReferenceExpression ConnectionStringExpression { get; }

    /// <summary>The connection string as it reads for a caller on this machine.</summary>
    /// <param name="cancellationToken">Ends the wait for endpoints that are not allocated yet.</param>
    /// <returns>The connection string.</returns>
    ValueTask<string?> GetConnectionStringAsync(CancellationToken cancellationToken = default) => ConnectionStringExpression.GetValueAsync(cancellationToken);

    /// <summary>Parts of the connection (host, port, …) that those who reference the resource get as variables of their own.</summary>
    /// <returns>Property names and values; none by default.</returns>
    IEnumerable<KeyValuePair<string, ReferenceExpression>> GetConnectionProperties() => [];

    string IManifestExpressionProvider.ValueExpression => $"{{{Name}.connectionString}}";

    IEnumerable<object> IValueWithReferences.References => [ConnectionStringExpression];

    ValueTask<string?> IValueProvider.GetValueAsync(CancellationToken cancellationToken) => GetConnectionStringAsync(cancellationToken);

    ValueTask<string?> IValueProvider.GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken) =>
        ConnectionStringExpression.GetValueAsync(context, cancellationToken);
}
