using System.Diagnostics;
using System.Text.Json;
using AiStack.Gateway.Requests;

namespace AiStack.Gateway.Router;

/// <summary>Takes in a request: its whole body, the model and session it names; aliases become the models they stand for.</summary>
internal sealed class RequestReader(BackendPool pool)
{
    /// <summary>Reads a request.</summary>
    /// <param name="context">The request.</param>
    /// <returns>What it asks for, or <see langword="null"/> when it was refused and is answered.</returns>
    public async ValueTask<RoutedRequest?> ReadAsync(HttpContext context)
    {
        var arrived = Stopwatch.GetTimestamp();
        var given = context.Request.Headers[ProxyAttempt.RequestIdHeader];
        var id = given.Count > 0 ? given.ToString() : Guid.NewGuid().ToString();
        RequestBody body;
        try
        {
            body = await RequestBody.ReadAsync(context.Request, context.RequestAborted);
        }
        catch (BadHttpRequestException e)
        {
            return await RefuseAsync(context, id, e.StatusCode, e.Message);
        }

        var configuration = pool.Table.Configuration;
        if (!TryParse(body, configuration.SessionKey, out var json))
        {
            body.Dispose();
            return await RefuseAsync(context, id, StatusCodes.Status400BadRequest, "the body is not a JSON object.");
        }

        if (json.Model is not { } model)
        {
            body.Dispose();
            return await RefuseAsync(context, id, StatusCodes.Status400BadRequest, "missing 'model' in request body.");
        }

        if (configuration.Aliases.TryGetValue(model, out var target))
        {
            model = target;
            body.Replace(json.ModelRange, JsonSerializer.SerializeToUtf8Bytes(target, ServedModelJson.Default.String));
        }

        var session = configuration.SessionKey is { } key && context.Request.Headers[key] is { Count: > 0 } header ? header.ToString() : json.Session;
        return new RoutedRequest(context, body, model, session, id, arrived);
    }

    private static async ValueTask<RoutedRequest?> RefuseAsync(HttpContext context, string id, int status, string problem)
    {
        context.Response.Headers[ProxyAttempt.RequestIdHeader] = id;
        await ErrorResponse.WriteAsync(context, status, $"Invalid request: {problem}");
        return null;
    }

    private static bool TryParse(RequestBody body, string? sessionProperty, out JsonRequest json)
    {
        try
        {
            json = JsonRequest.Parse(body.Bytes.Span, sessionProperty);
            return true;
        }
        catch (JsonException)
        {
            json = default;
            return false;
        }
    }
}
