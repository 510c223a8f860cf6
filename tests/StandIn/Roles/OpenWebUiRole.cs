namespace AiStack.StandIn.Roles;

/// <summary>Open WebUI: its health path.</summary>
internal static class OpenWebUiRole
{
    public static Role Create() => new("open-webui", [Role.Port("PORT", 8080)], Map);

    private static void Map(WebApplication app) => app.MapGet("/health", () => Results.Json(new { status = true }));
}
