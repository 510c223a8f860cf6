using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AiStack.Gateway.AiGateway;

/// <summary>An answer that comes from a policy and not from what is behind the gateway.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">The body; empty: none.</param>
/// <param name="ContentType">Media type of the body.</param>
/// <remarks>APISIX ends the JSON it writes itself with a line feed (<c>apisix/core/response.lua</c>).</remarks>
internal sealed record Refusal(int Status, ReadOnlyMemory<byte> Body, string ContentType)
{
    private const string Json = "application/json";

    /// <summary>Only a status.</summary>
    public static Refusal Empty(int status) => new(status, default, "");

    /// <summary>A JSON object with one text.</summary>
    /// <param name="status">HTTP status.</param>
    /// <param name="message">The text.</param>
    /// <param name="property">Its name: <c>message</c> in most plugins, <c>error_msg</c> in those that count.</param>
    public static Refusal Of(int status, string message, string property = "message")
    {
        var text = JsonEncodedText.Encode(message, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
        return new(status, Encoding.UTF8.GetBytes($$"""{"{{property}}":"{{text}}"}""" + "\n"), Json);
    }

    /// <summary>A sentence without JSON around it, as ai-proxy answers what is no request to a model.</summary>
    public static Refusal Plain(int status, string message) => new(status, Encoding.UTF8.GetBytes(message), "text/plain; charset=utf-8");

    /// <summary>Writes the answer.</summary>
    public Task WriteAsync(HttpContext context)
    {
        context.Response.StatusCode = Status;
        if (Body.IsEmpty)
        {
            context.Response.ContentLength = 0;
            return Task.CompletedTask;
        }

        context.Response.ContentType = ContentType;
        context.Response.ContentLength = Body.Length;
        return context.Response.Body.WriteAsync(Body, context.RequestAborted).AsTask();
    }
}
