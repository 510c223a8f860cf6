using System.Net;
using System.Text;
using System.Text.Json;

namespace AiStack.Gateway.Router;

/// <summary>Asks a backend a small question of its model type: an engine may answer <c>/health</c> and still be unable to generate.</summary>
internal static class HealthCheck
{
    /// <summary>Runs the checks of all models a backend is configured for.</summary>
    /// <param name="backend">Who is asked.</param>
    /// <param name="configuration">Says which models it serves and of which type they are.</param>
    /// <param name="post">Sends a question.</param>
    /// <exception cref="HttpRequestException">The backend answered with an error.</exception>
    public static async Task RunAsync(Backend backend, RoutingConfiguration configuration, Func<string, HttpContent, Task<HttpResponseMessage>> post)
    {
        foreach (var configured in configuration.Backends.Where(configured => configured.Url == backend.Url && configured.ModelType is not null))
        {
            var (path, body) = Question(configured);
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var response = await post(backend.Url + path, content);
            // A key that we lack says nothing about the engine's health.
            if (response.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden))
            {
                response.EnsureSuccessStatusCode();
            }
        }
    }

    private static (string Path, string Body) Question(StaticBackend backend)
    {
        var model = JsonSerializer.Serialize(backend.Model, ServedModelJson.Default.String);
        return backend.ModelType switch
        {
            "chat" => ("/v1/chat/completions", $$"""{"model":{{model}},"messages":[{"role":"user","content":"Hello"}],"max_tokens":3,"temperature":0}"""),
            "completion" => ("/v1/completions", $$"""{"model":{{model}},"prompt":"Hello","max_tokens":3,"temperature":0}"""),
            "embeddings" => ("/v1/embeddings", $$"""{"model":{{model}},"input":"Hello"}"""),
            "rerank" => ("/v1/rerank", $$"""{"model":{{model}},"query":"Hello","documents":["Hello"]}"""),
            "score" => ("/v1/score", $$"""{"model":{{model}},"text_1":"Hello","text_2":"Hello"}"""),
            _ => throw new InvalidOperationException($"No question for model type '{backend.ModelType}'."),
        };
    }
}
