using System.Net;
using System.Text.Json;

namespace AiStack.Gateway.Tests;

public sealed class RoutingTests
{
    [Fact]
    public async Task RoundRobin_TwoBackends_ShareRequestsEvenly()
    {
        await using var first = await FakeBackend.StartAsync("m");
        await using var second = await FakeBackend.StartAsync("m");
        await using var router = await RunningRouter.StartAsync([first, second]);

        for (var i = 0; i < 20; i++)
        {
            await router.ServerOfAsync("m");
        }

        Assert.Equal([10, 10], [first.Received.Count, second.Received.Count]);
    }

    [Theory]
    [InlineData("/v1/chat/completions")]
    [InlineData("/v1/completions")]
    [InlineData("/v1/embeddings")]
    [InlineData("/v1/responses")]
    [InlineData("/v1/messages")]
    [InlineData("/v1/rerank")]
    [InlineData("/rerank")]
    [InlineData("/v1/score")]
    [InlineData("/score")]
    [InlineData("/tokenize")]
    [InlineData("/detokenize")]
    public async Task Post_EveryModelEndpoint_ReachesTheModelsBackend(string path)
    {
        await using var other = await FakeBackend.StartAsync("other");
        await using var wanted = await FakeBackend.StartAsync("wanted");
        await using var router = await RunningRouter.StartAsync([other, wanted]);

        using var response = await router.PostAsync(path + "?x=1&y=%20", """{"model":"wanted"}"""u8.ToArray());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(path + "?x=1&y=%20", Assert.Single(wanted.Received).Target);
        Assert.Empty(other.Received);
    }

    [Theory]
    [InlineData("""{"messages":[]}""", 400, "missing 'model'")]
    [InlineData("""{"model":null}""", 400, "missing 'model'")]
    [InlineData("""{"model":""", 400, "not a JSON object")]
    [InlineData("""["model"]""", 400, "not a JSON object")]
    [InlineData("", 400, "not a JSON object")]
    [InlineData("""{"model":"m"} x""", 400, "not a JSON object")]
    [InlineData("""{"model":"nobody's \"model\""}""", 404, """Model 'nobody's "model"' not found. Available models can be listed at /v1/models.""")]
    [InlineData("""{"model":"M"}""", 404, "Model 'M' not found")]
    public async Task Post_BodyNobodyCanServe_SaysWhyAsTheOriginalDoes(string body, int status, string message)
    {
        await using var backend = await FakeBackend.StartAsync("m");
        await using var router = await RunningRouter.StartAsync([backend]);

        using var response = await router.PostAsync("/v1/chat/completions", System.Text.Encoding.UTF8.GetBytes(body));

        Assert.Equal(status, (int)response.StatusCode);
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains(message, json.RootElement.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Empty(backend.Received);
    }

    [Fact]
    public async Task Post_KnownModelWithoutABackend_Says503UntilItIsBack()
    {
        var backend = await FakeBackend.StartAsync("m");
        var port = backend.Port;
        await using var router = await RunningRouter.StartAsync([backend]);
        await router.ServerOfAsync("m");
        await backend.DisposeAsync();

        using var down = await router.ChatAsync("m");
        using var stillDown = await router.ChatAsync("m");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, down.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, stillDown.StatusCode);
        Assert.Contains("Model 'm' is temporarily unavailable", await down.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        await using var again = await FakeBackend.StartAtAsync(port, "m");
        await Eventually.TrueAsync(
            async () => (await router.ChatAsync("m")).StatusCode == HttpStatusCode.OK, TimeSpan.FromSeconds(2), "the backend is found again");
        Assert.Equal(["m"], await router.ModelsAsync());
    }

    [Fact]
    public async Task Post_ChosenBackendRefuses_AnotherOneAnswers()
    {
        var gone = await FakeBackend.StartAsync("m");
        await using var stays = await FakeBackend.StartAsync("m");
        await using var router = await RunningRouter.StartAsync([gone, stays]);
        await router.ModelsAsync();
        await gone.DisposeAsync();

        for (var i = 0; i < 6; i++)
        {
            Assert.Equal(stays.Url, await router.ServerOfAsync("m"));
        }
    }

    [Fact]
    public async Task Alias_InTheBody_IsReplacedByTheModelsName()
    {
        await using var backend = await FakeBackend.StartAsync("org/model");
        await using var router = await RunningRouter.StartAsync([backend], "--static-aliases", "gpt-4:org/model");

        using var response = await router.PostAsync("/v1/chat/completions", """{ "a" : 1, "model" : "gpt-4" , "b":"gpt-4"}"""u8.ToArray());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("""{ "a" : 1, "model" : "org/model" , "b":"gpt-4"}""", System.Text.Encoding.UTF8.GetString(Assert.Single(backend.Received).Body));
    }
}
