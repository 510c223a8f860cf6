using Microsoft.AspNetCore.Http;

namespace AiStack.Bench.Gateway;

/// <summary>A model server that answers at once: a whole chat, a stream of two tokens, or a stream that falls silent after its first.</summary>
internal static class ChatBackend
{
    /// <summary>What a request's <c>user</c> says to get a stream that falls silent.</summary>
    public const string Silent = "silent";

    private const int MostBytes = 64 * 1024;

    private static readonly byte[] s_answer = """
        {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"Hello, how can I help you today?"},"finish_reason":"stop"}],"usage":{"prompt_tokens":9,"total_tokens":18,"completion_tokens":9}}
        """u8.ToArray();

    private static readonly byte[] s_token = Event("""{"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":"Hello"},"finish_reason":null}]}""");

    private static readonly byte[] s_end =
    [
        .. Event("""{"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"m","choices":[],"usage":{"prompt_tokens":9,"total_tokens":11,"completion_tokens":2}}"""),
        .. Event("[DONE]"),
    ];

    /// <summary>Answers a request.</summary>
    public static async Task AnswerAsync(HttpContext context)
    {
        var body = new byte[Math.Min(MostBytes, context.Request.ContentLength ?? MostBytes)];
        var length = await context.Request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false);
        var response = context.Response;
        if (body.AsSpan(0, length).IndexOf("\"stream\":true"u8) < 0)
        {
            response.ContentType = "application/json";
            response.ContentLength = s_answer.Length;
            await response.Body.WriteAsync(s_answer);
            return;
        }

        response.ContentType = "text/event-stream";
        await response.Body.WriteAsync(s_token);
        await response.Body.FlushAsync();
        if (body.AsSpan(0, length).IndexOf("\"silent\""u8) >= 0)
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        // A token of its own, as from a model: what proxies collect before they send is not measured as the first one's time.
        await Task.Delay(2);
        await response.Body.WriteAsync(s_token);
        await response.Body.FlushAsync();
        await response.Body.WriteAsync(s_end);
    }

    private static byte[] Event(string text) => System.Text.Encoding.UTF8.GetBytes($"data: {text}\n\n");
}
