using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Images.Tests;

/// <summary>The Qdrant stand-in keeps collections as Qdrant does, without points.</summary>
[Trait("Needs", "Docker")]
public sealed class QdrantTests
{
    [Fact]
    public async Task Collections_AreMadeOnce_Described_KeptOverARestart_AndDeleted()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var images = await LocalImages.GetAsync(limit.Token);
        await using var qdrant = await TestContainer.StartAsync(images["qdrant"], [6333],
            ["--env", "QDRANT__SERVICE__API_KEY=secret", "--env", "QDRANT__SERVICE__READ_ONLY_API_KEY=reader", "--volume", "/qdrant/storage", "--user", "1000"], [], limit.Token);
        var definition = new { vectors = new { size = 1536, distance = "Cosine" } };

        using (var client = await ReadyAsync())
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(client, HttpMethod.Get, "/collections", key: null));
            Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(client, HttpMethod.Get, "/metrics", key: "wrong"));
            Assert.Equal(HttpStatusCode.OK, await SendAsync(client, HttpMethod.Get, "/metrics", key: "reader"));
            Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(client, HttpMethod.Put, "/collections/documents", key: "reader", definition));
            Assert.Equal(HttpStatusCode.NotFound, await SendAsync(client, HttpMethod.Get, "/collections/documents", key: "secret"));
            Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(client, HttpMethod.Put, "/collections/documents", key: "secret", new { vectors = new { size = 0, distance = "Cosine" } }));
            Assert.Equal(HttpStatusCode.OK, await SendAsync(client, HttpMethod.Put, "/collections/documents", key: "secret", definition));
            Assert.Equal(HttpStatusCode.Conflict, await SendAsync(client, HttpMethod.Put, "/collections/documents", key: "secret", definition));
        }

        await qdrant.RestartAsync(limit.Token);
        using (var client = await ReadyAsync())
        {
            client.DefaultRequestHeaders.Add("api-key", "secret");
            var described = await client.GetFromJsonAsync<JsonElement>("/collections/documents", limit.Token);
            Assert.Equal(1536, described.GetProperty("result").GetProperty("config").GetProperty("params").GetProperty("vectors").GetProperty("size").GetInt32());
            var listed = await client.GetFromJsonAsync<JsonElement>("/collections", limit.Token);
            Assert.Equal("documents", Assert.Single(listed.GetProperty("result").GetProperty("collections").EnumerateArray()).GetProperty("name").GetString());
            Assert.Equal(HttpStatusCode.OK, await SendAsync(client, HttpMethod.Delete, "/collections/documents", key: null));
            Assert.Equal(HttpStatusCode.NotFound, await SendAsync(client, HttpMethod.Get, "/collections/documents", key: null));
        }

        async Task<HttpClient> ReadyAsync()
        {
            var client = await qdrant.ClientAsync(6333, limit.Token);
            await Eventually.TrueAsync(() => client.AnswersAsync("/readyz", limit.Token), limit.Token);
            return client;
        }

        async Task<HttpStatusCode> SendAsync(HttpClient client, HttpMethod method, string path, string? key, object? body = null)
        {
            using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
            if (key is not null)
            {
                request.Headers.Authorization = new("Bearer", key);
            }

            using var answer = await client.SendAsync(request, limit.Token);
            return answer.StatusCode;
        }
    }
}
