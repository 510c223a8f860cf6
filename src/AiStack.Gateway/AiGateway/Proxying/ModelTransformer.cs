using System.Diagnostics.CodeAnalysis;
using AiStack.Gateway.Requests;
using Yarp.ReverseProxy.Forwarder;

namespace AiStack.Gateway.AiGateway.Proxying;

/// <summary>A request to a model server or provider, as ai-proxy sends it, and its answer, as ai-proxy passes it on.</summary>
/// <remarks>
/// Source: apache/apisix 3.18, <c>apisix/plugins/ai-transport/http.lua</c> and <c>ai-providers/base.lua</c>: the caller's headers go along but for three, those of the
/// configuration take the place of others; of the answer's only <c>Content-Type</c> is passed on.
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "The answer belongs to the response, which the forwarder disposes.")]
internal sealed class ModelTransformer(Exchange exchange, AiTarget target, int bodyLength) : HttpTransformer
{
    private const string Json = "application/json";
    private PassingContent<AnswerStream>? _answer;

    /// <summary>The answer's stream; <see langword="null"/>: there was none.</summary>
    public AnswerStream? Answer => _answer?.Stream;

    /// <inheritdoc/>
    public override async ValueTask TransformRequestAsync(HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        proxyRequest.RequestUri = target.Uri;
        proxyRequest.Method = HttpMethod.Post;
        var headers = proxyRequest.Headers;
        headers.Host = null;

        // Tokens are read in the answer, so it must not come compressed.
        headers.Remove("Accept-Encoding");
        foreach (var (name, value) in target.Headers)
        {
            headers.Remove(name);
            headers.TryAddWithoutValidation(name, value);
        }

        var content = proxyRequest.Content!.Headers;
        content.Remove("Content-Type");
        content.TryAddWithoutValidation("Content-Type", Json);
        content.ContentLength = bodyLength;
    }

    /// <inheritdoc/>
    public override ValueTask<bool> TransformResponseAsync(HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
    {
        if (proxyResponse is null)
        {
            return new(false);
        }

        var headers = httpContext.Response.Headers;
        var answer = proxyResponse.Content.Headers;
        if (answer.NonValidated.TryGetValues("Content-Type", out var type))
        {
            headers.ContentType = type.ToString();
        }

        headers.ContentLength = answer.ContentLength;
        exchange.FilterHeaders();
        proxyResponse.Content = _answer = new(proxyResponse.Content, stream => new AnswerStream(stream, httpContext.RequestAborted));
        return new(true);
    }
}
