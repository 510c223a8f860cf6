using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace AiStack.Gateway.Tests.AiGateway;

/// <summary>A fake model server that the request itself tells how to answer, in a header that the gateway passes on.</summary>
internal static class ScriptedBackend
{
    /// <summary>Name of that header.</summary>
    public const string Header = "X-Script";

    /// <summary>The answer without a script.</summary>
    public const string Answer = """{"object":"chat.completion","choices":[{"index":0,"message":{"role":"assistant","content":"Hello."}}],"usage":{"prompt_tokens":3,"completion_tokens":5,"total_tokens":8}}""";

    /// <summary>Starts one.</summary>
    public static async Task<FakeBackend> StartAsync()
    {
        var backend = await FakeBackend.StartAsync("org/chat");
        backend.Answer = (context, _) => AnswerAsync(context);
        return backend;
    }

    /// <summary>Starts one that also takes note of who asks for the list of models.</summary>
    public static async Task<FakeBackend> StartWithListAsync(ConcurrentQueue<ReceivedRequest> received)
    {
        var backend = await StartAsync();
        backend.AnswerModels = context =>
        {
            received.Enqueue(new ReceivedRequest(context.Request, []));
            return context.Response.WriteAsJsonAsync(new { @object = "list", data = new[] { new { id = "org/chat", @object = "model" } } });
        };
        return backend;
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        var (script, argument) = context.Request.Headers[Header].ToString().Split(' ', 2) is [var name, var rest] ? (name, rest) : (context.Request.Headers[Header].ToString(), "");
        var answer = context.Response;
        answer.ContentType = "application/json";
        switch (script)
        {
            case "status":
                answer.StatusCode = int.Parse(argument, System.Globalization.CultureInfo.InvariantCulture);
                answer.Headers.RetryAfter = "7";
                await answer.WriteAsync($$$"""{"error":{"message":"it is {{{argument}}}"}}""");
                break;
            case "cut":
                context.Abort();
                break;
            case "cut-within":
                answer.ContentLength = 1000;
                await answer.WriteAsync("""{"choices":[""");
                await answer.Body.FlushAsync();
                await CutLaterAsync(context);
                break;
            case "cut-stream":
                answer.ContentType = "text/event-stream";
                await answer.WriteAsync("data: {\"choices\":[{\"delta\":{\"content\":\"one\"}}]}\n\n");
                await answer.Body.FlushAsync();
                await CutLaterAsync(context);
                break;
            case "silent":
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
                break;
            case "silent-within":
                await answer.WriteAsync("""{"choices":[""");
                await answer.Body.FlushAsync();
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
                break;
            case "headers":
                answer.Headers.AccessControlAllowOrigin = "https://backend.example.com";
                answer.Headers.AccessControlAllowCredentials = "true";
                answer.Headers.SetCookie = "session=1";
                answer.Headers.Server = "uvicorn";
                await answer.WriteAsync(Answer);
                break;
            case "no-usage":
                await answer.WriteAsync("""{"choices":[]}""");
                break;
            case "usage":
                await answer.WriteAsync($$"""{"choices":[],"usage":{{argument}}}""");
                break;
            case "stream":
                answer.ContentType = "text/event-stream";
                foreach (var piece in argument.Split('|'))
                {
                    await answer.WriteAsync(piece.Replace("\\n", "\n", StringComparison.Ordinal));
                    await answer.Body.FlushAsync();
                    await Task.Delay(5);
                }

                break;
            default:
                await answer.WriteAsync(Answer);
                break;
        }
    }

    // A reset at once would take what was written away again.
    private static async Task CutLaterAsync(HttpContext context)
    {
        await Task.Delay(100);
        context.Abort();
    }
}
