using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Shows a URL in the dashboard.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="url">The URL.</param>
    /// <param name="displayText">What is shown instead. <see langword="null"/>: the URL.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithUrl<T>(this IResourceBuilder<T> builder, string url, string? displayText = null) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(url);
        return builder.WithAnnotation(new ResourceUrlAnnotation { Url = url, DisplayText = displayText });
    }

    /// <summary>Shows a URL in the dashboard that has values in it.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="url">The URL as an interpolated string whose holes take values.</param>
    /// <param name="displayText">What is shown instead. <see langword="null"/>: the URL.</param>
    /// <returns>The same builder.</returns>
    internal static IResourceBuilder<T> WithUrl<T>(this IResourceBuilder<T> builder, in ReferenceExpression.ExpressionInterpolatedStringHandler url, string? displayText = null) where T : IResource
    {
        var expression = url.GetExpression();
        var endpoint = expression.ValueProviders.Select(provider => provider as EndpointReference ?? (provider as EndpointReferenceExpression)?.Endpoint).FirstOrDefault(found => found is not null);

        return builder.WithUrls(async context =>
        {
            if (await expression.GetValueAsync(context.CancellationToken).ConfigureAwait(false) is { Length: > 0 } text)
            {
                context.Urls.Add(new() { Url = text, DisplayText = displayText, Endpoint = endpoint });
            }
        });
    }

    /// <summary>Changes the URLs that the dashboard shows, once endpoints are allocated.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="callback">Changes them.</param>
    /// <returns>The same builder.</returns>
    internal static IResourceBuilder<T> WithUrls<T>(this IResourceBuilder<T> builder, Action<ResourceUrlsCallbackContext> callback) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(callback);
        return builder.WithAnnotation(new ResourceUrlsCallbackAnnotation(callback));
    }

    /// <summary>Changes the URLs that the dashboard shows, once endpoints are allocated.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="callback">Changes them.</param>
    /// <returns>The same builder.</returns>
    internal static IResourceBuilder<T> WithUrls<T>(this IResourceBuilder<T> builder, Func<ResourceUrlsCallbackContext, Task> callback) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(callback);
        return builder.WithAnnotation(new ResourceUrlsCallbackAnnotation(callback));
    }

    /// <summary>Changes the URLs of one endpoint that the dashboard shows. A relative URL is completed with the endpoint's.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="endpointName">The endpoint's name, in any case.</param>
    /// <param name="callback">Changes them; called for each.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithUrlForEndpoint<T>(this IResourceBuilder<T> builder, string endpointName, Action<ResourceUrlAnnotation> callback) where T : IResource
    {
        ArgumentException.ThrowIfNullOrEmpty(endpointName);
        ArgumentNullException.ThrowIfNull(callback);

        return builder.WithUrls(context =>
        {
            var urls = context.Urls.Where(url => url.Endpoint is { } endpoint && Names.Endpoint.Equals(endpoint.EndpointName, endpointName)).ToList();
            if (urls.Count == 0)
            {
                context.Logger.LogWarning("Could not change the URL of endpoint '{Endpoint}' of '{Resource}': there is no such endpoint.", endpointName, context.Resource.Name);
            }

            urls.ForEach(callback);
        });
    }
}
