using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Testing;

/// <summary>Reaches the resources of an application under test by name.</summary>
public static class DistributedApplicationHostingTestingExtensions
{
    /// <summary>A client whose base address is an endpoint of a resource.</summary>
    /// <param name="app">The running application.</param>
    /// <param name="resourceName">Name of the resource.</param>
    /// <param name="endpointName">Name of the endpoint; <see langword="null"/> (default): <c>https</c> or <c>http</c>, or the only one.</param>
    public static HttpClient CreateHttpClient(this DistributedApplication app, string resourceName, string? endpointName = null) =>
        new() { BaseAddress = app.GetEndpoint(resourceName, endpointName) };

    /// <summary>The address of an endpoint of a resource.</summary>
    /// <param name="app">The running application.</param>
    /// <param name="resourceName">Name of the resource.</param>
    /// <param name="endpointName">Name of the endpoint; <see langword="null"/> (default): <c>https</c> or <c>http</c>, or the only one.</param>
    /// <exception cref="ArgumentException">No such resource, or no such endpoint of it.</exception>
    /// <exception cref="InvalidOperationException">The application has not been started.</exception>
    public static Uri GetEndpoint(this DistributedApplication app, string resourceName, string? endpointName = null)
    {
        ArgumentNullException.ThrowIfNull(app);

        var resource = Find(app, resourceName);
        var endpoints = resource is IResourceWithEndpoints withEndpoints
            ? resource.Annotations.OfType<EndpointAnnotation>().Select(annotation => new EndpointReference(withEndpoints, annotation)).ToList()
            : [];
        var endpoint = endpointName is null
            ? endpoints.Find(candidate => candidate.IsHttps) ?? endpoints.Find(candidate => candidate.IsHttp) ?? (endpoints.Count == 1 ? endpoints[0] : null)
            : endpoints.Find(candidate => string.Equals(candidate.EndpointName, endpointName, StringComparison.OrdinalIgnoreCase));
        if (endpoint is null)
        {
            throw new ArgumentException(
                $"Resource '{resourceName}' has no endpoint '{endpointName ?? "http"}'. It has: {(endpoints.Count == 0 ? "none" : string.Join(", ", endpoints.Select(candidate => candidate.EndpointName)))}.",
                nameof(endpointName));
        }

        return endpoint.IsAllocated
            ? new Uri(endpoint.Url)
            : throw new InvalidOperationException($"Endpoint '{endpoint.EndpointName}' of '{resourceName}' has no address yet: start the application first.");
    }

    /// <summary>The connection string of a resource.</summary>
    /// <param name="app">The running application.</param>
    /// <param name="resourceName">Name of the resource.</param>
    /// <param name="cancellationToken">Ends the waiting for what the connection string is made of.</param>
    /// <exception cref="ArgumentException">No such resource, or one without a connection string.</exception>
    public static ValueTask<string?> GetConnectionStringAsync(this DistributedApplication app, string resourceName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(app);

        return Find(app, resourceName) is IResourceWithConnectionString resource
            ? resource.GetConnectionStringAsync(cancellationToken)
            : throw new ArgumentException($"Resource '{resourceName}' has no connection string.", nameof(resourceName));
    }

    private static IResource Find(DistributedApplication app, string name)
    {
        var resources = app.Services.GetRequiredService<DistributedApplicationModel>().Resources;
        return resources.FirstOrDefault(resource => string.Equals(resource.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"There is no resource '{name}'. There are: {string.Join(", ", resources.Select(resource => resource.Name))}.", nameof(name));
    }
}
