using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using AiStack.Gateway.Requests;
using Yarp.ReverseProxy.Forwarder;

namespace AiStack.Gateway.Router;

/// <summary>One request given to one backend: passes everything on as it is and keeps the backend's figures.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The answer belongs to the response, which the forwarder disposes.")]
internal sealed class ProxyAttempt : HttpTransformer
{
    /// <summary>Header by which a request can be followed through the logs; made up when the client sends none.</summary>
    public const string RequestIdHeader = "X-Request-Id";

    private readonly Backend _backend;
    private readonly long _bodyLength;
    private readonly string? _requestId;
    private readonly long _started = Stopwatch.GetTimestamp();
    private PassingContent<ObservedStream>? _answer;
    private bool _streamed;
    private long _began;

    /// <summary>Begins an attempt.</summary>
    /// <param name="backend">Who is asked.</param>
    /// <param name="bodyLength">Length of the body that is sent, in bytes.</param>
    /// <param name="requestId">Id for the answer when the backend gives none.</param>
    public ProxyAttempt(Backend backend, long bodyLength, string? requestId)
    {
        _backend = backend;
        _bodyLength = bodyLength;
        _requestId = requestId;
        backend.Statistics.Started();
    }

    /// <inheritdoc/>
    public override async ValueTask TransformRequestAsync(
        HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        proxyRequest.Headers.Host = null;
        // The whole body is here, so its length is known even if it came in chunks or got another model name.
        proxyRequest.Content?.Headers.ContentLength = _bodyLength;
    }

    /// <inheritdoc/>
    public override async ValueTask<bool> TransformResponseAsync(
        HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
    {
        var copyBody = await base.TransformResponseAsync(httpContext, proxyResponse, cancellationToken);
        if (proxyResponse is not null)
        {
            if (_requestId is not null && !httpContext.Response.Headers.ContainsKey(RequestIdHeader))
            {
                httpContext.Response.Headers[RequestIdHeader] = _requestId;
            }

            _streamed = proxyResponse.Content.Headers.ContentType?.MediaType == "text/event-stream";
            proxyResponse.Content = _answer = new(proxyResponse.Content, answer => new ObservedStream(answer, AnswerBegan, httpContext.RequestAborted));
        }

        return copyBody;
    }

    /// <summary>The answer reached the client completely.</summary>
    /// <returns>The tokens it says it has.</returns>
    public TokenUsage? Complete()
    {
        var usage = _answer?.Stream?.TakeUsage();
        var decoding = _began == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(_began);
        // A plain answer arrives in one piece: the time between its tokens cannot be seen.
        _backend.Statistics.Completed(_began != 0, Stopwatch.GetElapsedTime(_started), decoding, _streamed && usage is { } tokens ? tokens.Output : 0);
        return usage;
    }

    /// <summary>The answer did not come, or not completely.</summary>
    /// <returns>Whether its rest did not come in time.</returns>
    public bool Fail()
    {
        _backend.Statistics.Failed(_began != 0);
        return _answer?.Stream is { TimedOut: true };
    }

    private void AnswerBegan()
    {
        _began = Stopwatch.GetTimestamp();
        _backend.Statistics.AnswerBegan();
    }
}
