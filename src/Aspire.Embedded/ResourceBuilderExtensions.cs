using System.Runtime.CompilerServices;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting;

/// <summary>Refines resources of any kind.</summary>
public static partial class ResourceBuilderExtensions
{
    /// <summary>The resource is not started with the application but by its start command.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithExplicitStart<T>(this IResourceBuilder<T> builder) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new ExplicitStartupAnnotation(), ResourceAnnotationMutationBehavior.Replace);
    }

    /// <summary>The dashboard does not list the resource.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <returns>The same builder.</returns>
    internal static IResourceBuilder<T> WithHidden<T>(this IResourceBuilder<T> builder) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new HiddenAnnotation(), ResourceAnnotationMutationBehavior.Replace);
    }

    /// <summary>Sets the resource's icon in the dashboard.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="iconName">Name of a Fluent UI icon, such as <c>Database</c>.</param>
    /// <param name="iconVariant">How it is drawn.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithIconName<T>(this IResourceBuilder<T> builder, string iconName, IconVariant iconVariant = IconVariant.Filled) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(iconName);
        return builder.WithAnnotation(new ResourceIconAnnotation(iconName, iconVariant), ResourceAnnotationMutationBehavior.Replace);
    }

    /// <summary>Leaves the resource out of the deployment manifest.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> ExcludeFromManifest<T>(this IResourceBuilder<T> builder) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(ManifestPublishingCallbackAnnotation.Ignore, ResourceAnnotationMutationBehavior.Replace);
    }

    /// <summary>Adds something that can be done with the resource from the dashboard.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="name">The command's name. A command of the same name is replaced.</param>
    /// <param name="displayName">What is written on it.</param>
    /// <param name="executeCommand">Carries it out.</param>
    /// <param name="commandOptions">How it looks and when it can be used. <see langword="null"/>: plainly and always.</param>
    /// <returns>The same builder.</returns>
    [OverloadResolutionPriority(1)]
    public static IResourceBuilder<T> WithCommand<T>(
        this IResourceBuilder<T> builder,
        string name,
        string displayName,
        Func<ExecuteCommandContext, Task<ExecuteCommandResult>> executeCommand,
        CommandOptions? commandOptions = null) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(displayName);
        ArgumentNullException.ThrowIfNull(executeCommand);

        if (builder.Resource.Annotations.OfType<ResourceCommandAnnotation>().FirstOrDefault(c => Names.Command.Equals(c.Name, name)) is { } old)
        {
            builder.Resource.Annotations.Remove(old);
        }

        return builder.WithAnnotation(new ResourceCommandAnnotation
        {
            Name = name,
            DisplayName = displayName,
            ExecuteCommand = executeCommand,
            UpdateState = commandOptions?.UpdateState ?? (static _ => ResourceCommandState.Enabled),
            DisplayDescription = commandOptions?.Description,
            ConfirmationMessage = commandOptions?.ConfirmationMessage,
            IconName = commandOptions?.IconName,
            IconVariant = commandOptions?.IconVariant,
            IsHighlighted = commandOptions?.IsHighlighted ?? false,
        });
    }

    /// <summary>Lets a registered health check say whether the resource is well.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="key">The name under which the check is registered in the application's services.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="DistributedApplicationException">The resource has this check already.</exception>
    public static IResourceBuilder<T> WithHealthCheck<T>(this IResourceBuilder<T> builder, string key) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(key);

        return builder.Resource.Annotations.OfType<HealthCheckAnnotation>().Any(check => check.Key == key)
            ? throw new DistributedApplicationException($"Resource '{builder.Resource.Name}' already has a health check with key '{key}'.")
            : builder.WithAnnotation(new HealthCheckAnnotation(key));
    }

    /// <summary>Takes the resource for well when an HTTP endpoint of it answers as expected.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource; it has to have the endpoint already.</param>
    /// <param name="path">Path and query. <see langword="null"/>: <c>/</c>.</param>
    /// <param name="statusCode">The status that is expected. <see langword="null"/>: 200.</param>
    /// <param name="endpointName">The endpoint. <see langword="null"/>: <c>https</c>, else <c>http</c>.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="DistributedApplicationException">There is no such endpoint, or it does not speak HTTP, or the resource has this check already.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is not relative.</exception>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null) where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);

        path ??= "/";
        if (!Uri.TryCreate(path, UriKind.Relative, out _))
        {
            throw new ArgumentException($"The path '{path}' of a health check must be relative.", nameof(path));
        }

        var status = statusCode ?? 200;
        var endpoint = SelectHttpEndpoint(builder, endpointName, "HTTP health check");
        var key = $"{builder.Resource.Name}_{endpoint.EndpointName}_{path}_{status}_check";
        builder.ApplicationBuilder.Services.AddHealthChecks().Add(new(key, _ => new HttpEndpointHealthCheck(endpoint, path, status), failureStatus: null, tags: null));
        return builder.WithHealthCheck(key);
    }

    private static EndpointReference SelectHttpEndpoint<T>(IResourceBuilder<T> builder, string? endpointName, string purpose) where T : IResourceWithEndpoints
    {
        string[] wanted = endpointName is null ? ["https", "http"] : [endpointName];
        var endpoint = wanted.Select(builder.GetEndpoint).FirstOrDefault(candidate => candidate.Exists)
            ?? throw new DistributedApplicationException(
                $"Could not create {purpose} for resource '{builder.Resource.Name}' as no endpoint was found matching one of the specified names: {string.Join(", ", wanted)}");

        return endpoint.IsHttp || endpoint.IsHttps
            ? endpoint
            : throw new DistributedApplicationException(
                $"Could not create {purpose} for resource '{builder.Resource.Name}' as the endpoint with name '{endpoint.EndpointName}' and scheme '{endpoint.Scheme}' is not an HTTP endpoint.");
    }
}
