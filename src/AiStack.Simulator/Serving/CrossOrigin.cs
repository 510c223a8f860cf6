using Microsoft.Extensions.Primitives;

namespace AiStack.Simulator.Serving;

/// <summary>Lets web pages of any origin use the server, as <c>vllm serve</c> does unless told otherwise.</summary>
/// <remarks>Source: vLLM's <c>--allowed-origins</c>, <c>--allowed-methods</c> and <c>--allowed-headers</c>, all <c>["*"]</c> by default; no credentials.</remarks>
internal static class CrossOrigin
{
    private const string PageRemembersSeconds = "600";

    /// <summary>Adds what a browser wants to see, and answers the question it asks before the real request.</summary>
    /// <returns>True when the request was such a question and is answered.</returns>
    public static bool TryAnswer(HttpContext http)
    {
        if (StringValues.IsNullOrEmpty(http.Request.Headers.Origin))
        {
            return false;
        }

        var headers = http.Response.Headers;
        headers.AccessControlAllowOrigin = "*";
        if (!HttpMethods.IsOptions(http.Request.Method) || http.Request.Headers.AccessControlRequestMethod.Count == 0)
        {
            return false;
        }

        headers.AccessControlAllowMethods = "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT";
        headers.AccessControlMaxAge = PageRemembersSeconds;
        headers.Vary = "Origin";
        if (http.Request.Headers.AccessControlRequestHeaders is { Count: > 0 } wanted)
        {
            headers.AccessControlAllowHeaders = wanted;
        }

        http.Response.ContentLength = 0;
        return true;
    }
}
