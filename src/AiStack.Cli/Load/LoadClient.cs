using System.Diagnostics;
using System.Net.Http.Headers;

namespace AiStack.Cli.Load;

/// <summary>Sends the requests of a load and measures what comes back.</summary>
internal sealed class LoadClient : IDisposable
{
    private const int LargestError = 64 * 1024;
    private static readonly MediaTypeHeaderValue s_json = new("application/json");

    private readonly LoadPlan _plan;
    private readonly LoadMeasurements _measurements;
    private readonly RequestBody _body;
    private readonly Uri _address;
    private readonly HttpMessageInvoker _http;

    /// <summary>Prepares for a plan.</summary>
    public LoadClient(LoadPlan plan, LoadMeasurements measurements)
    {
        (_plan, _measurements, _body, _address) = (plan, measurements, new(plan), plan.Address);
        _http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = !plan.Api.IsLoopback,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            ActivityHeadersPropagator = null,
        });
    }

    /// <summary>Makes a request and counts how it ends.</summary>
    /// <param name="number">Which one, from 0.</param>
    /// <param name="due">When it should have been sent, as <see cref="Stopwatch"/> counts.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <returns>The failure, if it failed before any other request was answered.</returns>
    public async Task<RequestFailure?> SendAsync(long number, long due, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(_plan.Timeout);
        RequestFailure? failure;
        try
        {
            failure = await MeasureAsync(number, due, limit.Token);
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            _measurements.Unfinished();
            return null;
        }
        catch (Exception error)
        {
            // Whatever it is, the request has failed and has to be counted.
            failure = RequestFailure.Of(error, _plan);
        }

        return failure is not null && _measurements.Failed(failure) ? failure : null;
    }

    /// <summary>Asks which models there are.</summary>
    /// <returns>The body of the answer; <see langword="null"/> when there is no good one.</returns>
    public async Task<byte[]?> ModelsAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            using var request = Request(HttpMethod.Get, _plan.Models);
            using var answer = await _http.SendAsync(request, limit.Token);
            return answer.IsSuccessStatusCode ? await answer.Content.ReadAsByteArrayAsync(limit.Token) : null;
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<RequestFailure?> MeasureAsync(long number, long due, CancellationToken cancellation)
    {
        using var request = Request(HttpMethod.Post, _address);
        request.Content = new ReadOnlyMemoryContent(_body.Of(number));
        request.Content.Headers.ContentType = s_json;
        using var answer = await _http.SendAsync(request, cancellation);
        await using var body = await answer.Content.ReadAsStreamAsync(cancellation);
        if (!answer.IsSuccessStatusCode)
        {
            return await ErrorAsync(answer, body, cancellation);
        }

        // A server that does not stream though it was asked to is measured as it answers.
        return answer.Content.Headers.ContentType?.MediaType == "text/event-stream" ? await StreamAsync(body, due, cancellation) : await WholeAsync(body, due, cancellation);
    }

    private HttpRequestMessage Request(HttpMethod method, Uri address)
    {
        var request = new HttpRequestMessage(method, address);
        foreach (var (name, value) in _plan.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private async Task<RequestFailure?> StreamAsync(Stream body, long due, CancellationToken cancellation)
    {
        using var events = new EventLines(body);
        var (tokens, last, hasEnded, usage) = (0, 0L, false, default(AnswerPart));
        while (await events.NextAsync(cancellation) is { } data)
        {
            if (data.Span.SequenceEqual("[DONE]"u8))
            {
                hasEnded = true;
                break;
            }

            var part = AnswerPart.Read(data.Span);
            if (part.Error is { } error)
            {
                return new("stream", error);
            }

            if (part.HasText)
            {
                Count(tokens++ == 0, due, last, events.Arrived);
                last = events.Arrived;
            }

            hasEnded |= part.HasEnd;
            usage = part.OutputTokens is null ? usage : part;
        }

        if (!hasEnded)
        {
            return RequestFailure.CutOff;
        }

        var elapsed = Stopwatch.GetElapsedTime(due, events.Arrived);
        await ReadToEndAsync(events, cancellation);
        _measurements.Done(elapsed, usage.PromptTokens ?? 0, (usage.OutputTokens ?? tokens) - tokens);
        return null;
    }

    // What comes after [DONE] is the end of the body, without which the connection could not be used again. The answer is complete without it.
    private static async Task ReadToEndAsync(EventLines events, CancellationToken cancellation)
    {
        try
        {
            while (await events.NextAsync(cancellation) is not null)
            {
            }
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
        {
        }
    }

    private void Count(bool isFirst, long due, long last, long arrived)
    {
        if (isFirst)
        {
            _measurements.FirstToken(Stopwatch.GetElapsedTime(due, arrived));
        }
        else
        {
            _measurements.NextToken(Stopwatch.GetElapsedTime(last, arrived));
        }
    }

    private async Task<RequestFailure?> WholeAsync(Stream body, long due, CancellationToken cancellation)
    {
        using var read = new MemoryStream();
        await body.CopyToAsync(read, cancellation);
        var elapsed = Stopwatch.GetElapsedTime(due);
        var answer = read.GetBuffer().AsMemory(0, (int)read.Length);
        var part = AnswerPart.Read(answer.Span);
        if (part.Error is not null || !part.IsKnown)
        {
            return part.Error is { } error ? new("error", error) : new("answer", $"The answer is not that of an OpenAI API: {ErrorMessage.In(answer.Span)}");
        }

        _measurements.Done(elapsed, part.PromptTokens ?? 0, part.OutputTokens ?? 0);
        return null;
    }

    private static async Task<RequestFailure> ErrorAsync(HttpResponseMessage answer, Stream body, CancellationToken cancellation)
    {
        var text = new byte[LargestError];
        var length = await body.ReadAtLeastAsync(text, text.Length, throwOnEndOfStream: false, cancellation);
        var message = ErrorMessage.In(text.AsSpan(0, length));
        var where = answer.Headers.Location is { } location ? $"It redirects to {location}: write that as --target." : message;
        return new(((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture), where.Length > 0 ? where : answer.ReasonPhrase is { Length: > 0 } reason ? ErrorMessage.Line(reason) : "The answer has no text.");
    }
}
