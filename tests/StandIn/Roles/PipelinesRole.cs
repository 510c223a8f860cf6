namespace AiStack.StandIn.Roles;

/// <summary>Open WebUI's pipelines without any pipeline: open at <c>/</c>, an empty model list for those who have the key.</summary>
internal static class PipelinesRole
{
    // The image's own default, known to everybody.
    private const string UsualKey = "0p3n-w3bu!";

    public static Role Create() => new("pipelines", [Role.Port("PORT", 9099)], Map);

    private static void Map(WebApplication app)
    {
        var key = Environment.GetEnvironmentVariable("PIPELINES_API_KEY") is { Length: > 0 } own ? own : UsualKey;
        foreach (var path in new[] { "/", "/v1" })
        {
            app.MapGet(path, () => Results.Json(new { status = true }));
            app.MapGet(path.TrimEnd('/') + "/models", (HttpRequest request) => request.Headers.Authorization == $"Bearer {key}"
                ? Results.Json(new { data = Array.Empty<object>(), @object = "list", pipelines = true })
                : Results.Json(new { detail = "Invalid API key" }, statusCode: StatusCodes.Status401Unauthorized));
        }
    }
}
