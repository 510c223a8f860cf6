using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestration;

/// <summary>Works out the URLs that the dashboard shows for a resource.</summary>
internal sealed class ResourceUrls(
    DistributedApplicationExecutionContext executionContext,
    ResourceNotificationService notifications,
    ResourceLoggerService loggers)
{
    internal async Task PublishAsync(IResource resource, CancellationToken cancellationToken)
    {
        var urls = await FindAsync(resource, cancellationToken).ConfigureAwait(false);
        if (urls.Count == 0)
        {
            return;
        }

        await notifications.PublishUpdateAsync(resource, snapshot => snapshot with
        {
            Urls =
            [
                .. urls.Select((url, index) => new UrlSnapshot(url.Endpoint?.EndpointName, url.Url, url.DisplayLocation == UrlDisplayLocation.DetailsOnly)
                {
                    // What the engine runs answers only while it runs; what drives itself knows better.
                    IsInactive = resource.HasAnnotationOfType<ResourceInstance>() && snapshot.State?.Text != KnownResourceStates.Running,

                    // The dashboard shows the highest first; what was said first is meant to be.
                    DisplayProperties = new(url.DisplayText ?? string.Empty, urls.Count - index),
                }),
            ],
        }).ConfigureAwait(false);
    }

    private async Task<List<ResourceUrlAnnotation>> FindAsync(IResource resource, CancellationToken cancellationToken)
    {
        var logger = loggers.GetLogger(resource);
        var context = new ResourceUrlsCallbackContext(executionContext, resource, cancellationToken: cancellationToken) { Logger = logger };

        if (resource is IResourceWithEndpoints owner)
        {
            foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
            {
                if (endpoint.AllocatedEndpoint is { } allocated)
                {
                    context.Urls.Add(new() { Url = allocated.UriString, Endpoint = new EndpointReference(owner, endpoint) });
                }
            }
        }

        var ofEndpoints = context.Urls.ToList();
        context.Urls.AddRange(resource.Annotations.OfType<ResourceUrlAnnotation>());

        foreach (var callback in resource.Annotations.OfType<ResourceUrlsCallbackAnnotation>())
        {
            await callback.Callback(context).ConfigureAwait(false);
        }

        foreach (var url in context.Urls.Where(url => url.Url.StartsWith('/')))
        {
            var home = url.Endpoint is { IsAllocated: true } endpoint ? endpoint.Url : ofEndpoints.FirstOrDefault(candidate => candidate.Endpoint is { IsHttp: true } or { IsHttps: true })?.Endpoint?.Url;
            if (home is not null)
            {
                url.Url = home + url.Url;
            }
            else
            {
                logger.LogWarning("The URL '{Url}' is relative, and '{Resource}' has no HTTP endpoint that it could be relative to.", url.Url, resource.Name);
            }
        }

        return context.Urls;
    }
}
