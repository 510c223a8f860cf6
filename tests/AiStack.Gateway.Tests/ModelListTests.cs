using System.Text.Json;

namespace AiStack.Gateway.Tests;

public sealed class ModelListTests
{
    [Fact]
    public async Task Models_SeveralBackendsOfOneModel_ListEachModelOnceWithWhatItsBackendSays()
    {
        await using var first = await FakeBackend.StartAsync("chat");
        await using var second = await FakeBackend.StartAsync("chat");
        await using var third = await FakeBackend.StartAsync("embed");
        await using var router = await RunningRouter.StartAsync([first, second, third]);

        using var json = JsonDocument.Parse(await router.GetAsync("/v1/models"));

        Assert.Equal("list", json.RootElement.GetProperty("object").GetString());
        var models = json.RootElement.GetProperty("data").EnumerateArray().ToList();
        Assert.Equal(["chat", "embed"], models.Select(model => model.GetProperty("id").GetString()));
        Assert.Equal(4096, models[0].GetProperty("max_model_len").GetInt32());
        Assert.Equal(7, models[0].GetProperty("created").GetInt32());
        Assert.Equal("vllm", models[0].GetProperty("owned_by").GetString());
        Assert.Equal("chat", models[0].GetProperty("root").GetString());
        Assert.Equal(JsonValueKind.Null, models[0].GetProperty("parent").ValueKind);
    }

    [Fact]
    public async Task Models_BackendThatIsDown_AreNotListed()
    {
        await using var up = await FakeBackend.StartAsync("up");
        await using var down = await FakeBackend.StartAsync("down");
        await using var router = await RunningRouter.StartAsync([up, down]);
        Assert.Equal(["up", "down"], await router.ModelsAsync());

        await down.DisposeAsync();
        using var response = await router.ChatAsync("down");

        Assert.Equal(["up"], await router.ModelsAsync());
    }

    [Fact]
    public async Task Models_BackendStopsAndComesBackWithoutAnyRequest_AreListedAccordingly()
    {
        var backend = await FakeBackend.StartAsync("m");
        var port = backend.Port;
        await using var router = await RunningRouter.StartAsync([backend]);
        Assert.Equal(["m"], await router.ModelsAsync());

        await backend.DisposeAsync();
        await Eventually.TrueAsync(async () => (await router.ModelsAsync()) is [], TimeSpan.FromSeconds(3), "the stopped backend is noticed");
        await using var again = await FakeBackend.StartAtAsync(port, "m");
        await Eventually.TrueAsync(async () => (await router.ModelsAsync()) is ["m"], TimeSpan.FromSeconds(2), "the started backend is noticed");
    }

    [Fact]
    public async Task Models_BackendThatWantsAKeyWeLack_AreListedAsConfigured()
    {
        await using var backend = await FakeBackend.StartAsync("secret");
        backend.AnswerModels = context =>
        {
            context.Response.StatusCode = 401;
            return Task.CompletedTask;
        };
        await using var router = await RunningRouter.StartAsync([backend]);

        Assert.Equal(["secret"], await router.ModelsAsync());
        Assert.Equal(backend.Url, await router.ServerOfAsync("secret"));
    }
}
