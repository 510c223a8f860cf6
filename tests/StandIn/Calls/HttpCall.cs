namespace AiStack.StandIn.Calls;

internal static class HttpCall
{
    // A redirect is the answer, not a reason for another call; a proxy from the environment is not part of the question.
    private static readonly HttpClient s_client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };

    public static async Task<CallAnswer> SendAsync(Uri url, OutgoingCall call, CancellationToken cancelled)
    {
        using var request = new HttpRequestMessage(new HttpMethod(call.Method ?? "GET"), url);
        if (call.Body is { } body)
        {
            request.Content = new StringContent(body);
            request.Content.Headers.ContentType = new("application/json");
        }

        foreach (var (name, value) in call.Headers ?? [])
        {
            if (!request.Headers.TryAddWithoutValidation(name, value) && request.Content is { } content)
            {
                content.Headers.Remove(name);
                content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var answer = await s_client.SendAsync(request, cancelled);
        return new CallAnswer(
            (int)answer.StatusCode,
            answer.Headers.Concat(answer.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase),
            await answer.Content.ReadAsStringAsync(cancelled));
    }
}
