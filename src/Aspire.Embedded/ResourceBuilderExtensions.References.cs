using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Gives a resource the connection string of another one.</summary>
    /// <remarks>It comes as <c>ConnectionStrings__{name}</c>, and the parts of the connection as <c>{NAME}_{PART}</c>.</remarks>
    /// <typeparam name="TDestination">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="source">The other one.</param>
    /// <param name="connectionName">The name it comes under. <see langword="null"/>: the other one's name; empty: the parts have no prefix.</param>
    /// <param name="optional">Whether the connection string may be missing.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithConnectionString> source, string? connectionName = null, bool optional = false) where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(source);

        var resource = source.Resource;
        connectionName ??= resource.Name;
        builder.WithReferenceRelationship(resource);

        return builder.WithEnvironment(context =>
        {
            var variable = resource.ConnectionStringEnvironmentVariable ?? $"ConnectionStrings__{connectionName}";
            context.EnvironmentVariables[variable] = new ConnectionStringReference(resource, optional);

            var prefix = connectionName.Length == 0 ? string.Empty : $"{VariableName(connectionName)}_";
            foreach (var (part, value) in resource.GetConnectionProperties())
            {
                context.EnvironmentVariables[prefix + VariableName(part)] = value;
            }
        });
    }

    /// <summary>Gives a resource an endpoint of another one.</summary>
    /// <remarks>It comes as <c>services__{resource}__{endpoint}__0</c>, for service discovery, and as <c>{RESOURCE}_{ENDPOINT}</c>.</remarks>
    /// <typeparam name="TDestination">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="endpointReference">The endpoint.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, EndpointReference endpointReference) where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(endpointReference);

        var resource = endpointReference.Resource;
        if (builder.Resource.Annotations.OfType<EndpointReferenceAnnotation>().FirstOrDefault(known => known.Resource == resource) is { } annotation)
        {
            annotation.EndpointNames.Add(endpointReference.EndpointName);
            return builder;
        }

        annotation = new EndpointReferenceAnnotation(resource);
        annotation.EndpointNames.Add(endpointReference.EndpointName);
        return builder
            .WithAnnotation(annotation)
            .WithReferenceRelationship(resource)
            .WithEnvironment(context => SetEndpoints(context, annotation));
    }

    private static void SetEndpoints(EnvironmentCallbackContext context, EndpointReferenceAnnotation annotation)
    {
        var service = annotation.Resource.Name;
        foreach (var name in annotation.EndpointNames)
        {
            var endpoint = annotation.Resource.GetEndpoint(name);

            // An endpoint called http may have been changed to https; its scheme is what clients look for.
            var discoveryName = endpoint.HasSchemeName ? endpoint.Scheme : name;
            var index = 0;
            while (!context.EnvironmentVariables.TryAdd($"services__{service}__{discoveryName}__{index}", endpoint))
            {
                index++;
            }

            context.EnvironmentVariables[$"{VariableName(service)}_{VariableName(name)}"] = endpoint;
        }
    }

    private static string VariableName(string name) =>
        string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_'));
}
