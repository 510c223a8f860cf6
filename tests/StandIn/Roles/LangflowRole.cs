using AiStack.StandIn.Calls;
using Npgsql;

namespace AiStack.StandIn.Roles;

/// <summary>Langflow: <c>/health</c> answers at once, <c>/health_check</c> only with its database.</summary>
internal static class LangflowRole
{
    public static Role Create() => new("langflow", [Role.Port("LANGFLOW_PORT", 7860)], Map);

    private static void Map(WebApplication app)
    {
        app.MapGet("/health", () => Results.Json(new { status = "ok" }));
        app.MapGet("/health_check", async (CancellationToken cancelled) => await HasDatabaseAsync(cancelled)
            ? Results.Json(new { status = "ok", chat = "ok", db = "ok" })
            : Results.Json(new { status = "nok", chat = "ok", db = "error check the server logs" }, statusCode: StatusCodes.Status500InternalServerError));
    }

    // Without an address it has a file of its own.
    private static async Task<bool> HasDatabaseAsync(CancellationToken cancelled)
    {
        if (Environment.GetEnvironmentVariable("LANGFLOW_DATABASE_URL") is not { } address || !address.StartsWith("postgres", StringComparison.Ordinal))
        {
            return true;
        }

        try
        {
            await using var connection = await PostgresCall.OpenAsync(new Uri(address), cancelled);
            return true;
        }
        catch (NpgsqlException exception)
        {
            Console.Error.WriteLine($"The database of LANGFLOW_DATABASE_URL does not answer: {exception.Message}");
            return false;
        }
    }
}
