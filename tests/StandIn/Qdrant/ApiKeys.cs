namespace AiStack.StandIn.Qdrant;

/// <summary>Qdrant's two keys: one for everything, one that reads. Health needs none, metrics do.</summary>
internal sealed class ApiKeys
{
    private static readonly string[] s_open = ["/", "/healthz", "/livez", "/readyz"];

    private readonly string? _key = Setting("QDRANT__SERVICE__API_KEY");
    private readonly string? _readOnlyKey = Setting("QDRANT__SERVICE__READ_ONLY_API_KEY");

    public Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path.Value ?? "/";
        if ((_key ?? _readOnlyKey) is null || s_open.Contains(path) || path.StartsWith("/stand-in/", StringComparison.Ordinal))
        {
            return next(context);
        }

        var given = Given(context.Request);
        return given is null ? Refuse(context, StatusCodes.Status401Unauthorized, "Must provide an API key or an Authorization bearer token")
            : given == _key || (given == _readOnlyKey && HttpMethods.IsGet(context.Request.Method)) ? next(context)
            : given == _readOnlyKey ? Refuse(context, StatusCodes.Status403Forbidden, "Forbidden: This API key only reads")
            : Refuse(context, StatusCodes.Status401Unauthorized, "Invalid API key or JWT");
    }

    private static Task Refuse(HttpContext context, int statusCode, string reason)
    {
        context.Response.StatusCode = statusCode;
        return context.Response.WriteAsync(reason);
    }

    private static string? Given(HttpRequest request) =>
        request.Headers.TryGetValue("api-key", out var key) ? key.ToString()
        : request.Headers.Authorization.ToString() is ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var token] ? token
        : null;

    private static string? Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
