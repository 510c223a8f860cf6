using System.Net.Http.Json;
using System.Text.Json;

namespace AppHost.Tests.WholeStack;

/// <summary>Looks out of a container that runs the stand-in: what it was given, and what answers from inside it.</summary>
internal sealed class StandInClient(HttpClient client) : IDisposable
{
    public async Task<IReadOnlyDictionary<string, string>> EnvironmentAsync(CancellationToken cancelled) =>
        (await client.GetFromJsonAsync<Dictionary<string, string>>("/stand-in/environment", cancelled))!;

    /// <summary>Calls an address from inside the container; fails unless it answers well.</summary>
    public async Task<string> CallAsync(string url, CancellationToken cancelled, string? body = null, Dictionary<string, string>? headers = null)
    {
        using var answer = await client.PostAsJsonAsync("/stand-in/call", new { method = body is null || !url.StartsWith("http", StringComparison.Ordinal) ? "GET" : "POST", url, headers, body }, cancelled);
        var json = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(cancelled);
        Assert.True(json.GetProperty("status").GetInt32() == 200, $"{url} from inside: {json}");
        return json.GetProperty("body").GetString()!;
    }

    public void Dispose() => client.Dispose();
}
