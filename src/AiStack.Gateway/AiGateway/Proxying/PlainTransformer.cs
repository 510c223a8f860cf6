using Yarp.ReverseProxy.Forwarder;

namespace AiStack.Gateway.AiGateway.Proxying;

/// <summary>A request that is passed on as it is, to another path or host where a plugin says so.</summary>
internal sealed class PlainTransformer(Exchange exchange, Uri node, bool passesHost) : HttpTransformer
{
    /// <inheritdoc/>
    public override async ValueTask TransformRequestAsync(HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        var path = exchange.ForwardedPath is { } other ? new PathString(other) : httpContext.Request.Path;

        // Not as a relative address: one that begins with two slashes would name another server.
        proxyRequest.RequestUri = new UriBuilder(node) { Path = path.ToUriComponent(), Query = httpContext.Request.QueryString.ToUriComponent() }.Uri;
        proxyRequest.Headers.Host = exchange.ForwardedHost ?? (passesHost ? httpContext.Request.Host.ToUriComponent() : null);
    }

    /// <inheritdoc/>
    public override async ValueTask<bool> TransformResponseAsync(HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
    {
        var copies = await base.TransformResponseAsync(httpContext, proxyResponse, cancellationToken);
        if (proxyResponse is not null)
        {
            exchange.FilterHeaders();
        }

        return copies;
    }
}
