using AiStack.Simulator.Protocol;

namespace AiStack.Simulator.Messages;

/// <summary>Answers what goes wrong below <c>/v1/messages</c> in the shape that Anthropic's clients read.</summary>
/// <remarks>Source: vLLM <c>vllm/entrypoints/anthropic/api_router.py</c>; the names of the kinds are vLLM's own there too.</remarks>
internal static class MessageProblem
{
    /// <summary>An endpoint whose errors have that shape.</summary>
    /// <param name="handle">Answers a request, or throws a <see cref="RequestProblem"/> before it has begun to.</param>
    public static RequestDelegate Translate(RequestDelegate handle) => async http =>
    {
        try
        {
            await handle(http);
        }
        catch (RequestProblem problem)
        {
            await RefuseAsync(http, problem);
        }
    };

    private static Task RefuseAsync(HttpContext http, RequestProblem problem) => Reply.JsonAsync(http, problem.Status, problem, static (json, problem) =>
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "error"u8);
        json.WriteStartObject("error"u8);
        json.WriteString("type"u8, problem.Type);
        json.WriteString("message"u8, problem.Message);
        json.WriteEndObject();
        json.WriteEndObject();
    });
}
