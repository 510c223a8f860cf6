using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AiStack.Gateway.Requests;

/// <summary>Answers that come from this program and not from a backend: <c>{"error": "…"}</c>, as the original router writes them.</summary>
internal static class ErrorResponse
{
    /// <summary>Writes one.</summary>
    /// <param name="context">The request; nothing of its answer has been sent yet.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="message">What is wrong.</param>
    /// <param name="property">Name of the property that holds the message.</param>
    public static Task WriteAsync(HttpContext context, int status, string message, string property = "error")
    {
        var text = JsonEncodedText.Encode(message, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        var body = Encoding.UTF8.GetBytes($$"""{"{{property}}":"{{text}}"}""");
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
