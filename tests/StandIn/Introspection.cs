using System.Collections;

namespace AiStack.StandIn;

/// <summary><c>/stand-in/…</c>: what the container was given.</summary>
internal static class Introspection
{
    // Environment.UserName fails for a user that the image does not know.
    // Uid:	1000	1000	1000	1000
    private static string UserId { get; } = File.ReadLines("/proc/self/status").First(line => line.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[1];

    public static void Map(WebApplication app, string role, string[] arguments)
    {
        app.MapGet("/stand-in/role", () => Results.Json(new { role, user = UserId, directory = Environment.CurrentDirectory }));
        app.MapGet("/stand-in/arguments", () => Results.Json(arguments));
        app.MapGet("/stand-in/environment", () => Results.Json(
            Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value)));
        app.MapGet("/stand-in/files", Read);
    }

    // A file's bytes; of a directory, the names in it, a directory's with a slash at its end.
    private static IResult Read(string path)
    {
        try
        {
            return Directory.Exists(path)
                ? Results.Json(new DirectoryInfo(path).EnumerateFileSystemInfos().Select(entry => entry is DirectoryInfo ? entry.Name + "/" : entry.Name).Order(StringComparer.Ordinal))
                : Results.Bytes(File.ReadAllBytes(path), "application/octet-stream");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return Results.Text($"There is no '{path}' in this container.", statusCode: StatusCodes.Status404NotFound);
        }
        catch (UnauthorizedAccessException)
        {
            return Results.Text($"User {UserId} may not read '{path}'.", statusCode: StatusCodes.Status403Forbidden);
        }
    }
}
