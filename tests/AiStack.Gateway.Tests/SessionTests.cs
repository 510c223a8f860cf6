using System.Net;

namespace AiStack.Gateway.Tests;

public sealed class SessionTests
{
    private static readonly string[] s_flags = ["--routing-logic", "session", "--session-key", "x-user-id"];

    [Fact]
    public async Task Session_SameHeaderValue_StaysAtOneBackendAndManySpread()
    {
        await using var first = await FakeBackend.StartAsync("m");
        await using var second = await FakeBackend.StartAsync("m");
        await using var third = await FakeBackend.StartAsync("m");
        await using var router = await RunningRouter.StartAsync([first, second, third], s_flags);

        var places = await PlacesAsync(router);

        Assert.Equal(places, await PlacesAsync(router));
        Assert.Equal(3, places.Values.Distinct().Count());
    }

    [Fact]
    public async Task Session_AnotherBackendGoesAway_StaysWhereItWas()
    {
        await using var first = await FakeBackend.StartAsync("m");
        await using var second = await FakeBackend.StartAsync("m");
        var third = await FakeBackend.StartAsync("m");
        await using var router = await RunningRouter.StartAsync([first, second, third], s_flags);
        var before = await PlacesAsync(router);
        var gone = third.Url;
        await third.DisposeAsync();

        var after = await PlacesAsync(router);

        Assert.All(before.Where(place => place.Value != gone), place => Assert.Equal(place.Value, after[place.Key]));
        Assert.DoesNotContain(gone, after.Values);
        Assert.Equal(2, after.Where(place => before[place.Key] == gone).Select(place => place.Value).Distinct().Count());
    }

    [Fact]
    public async Task Session_InTheBody_CountsLikeTheHeader()
    {
        await using var first = await FakeBackend.StartAsync("m");
        await using var second = await FakeBackend.StartAsync("m");
        await using var router = await RunningRouter.StartAsync([first, second], s_flags);

        for (var i = 0; i < 8; i++)
        {
            var server = await router.ServerOfAsync("m", ("x-user-id", $"u{i}"));
            var (there, elsewhere) = server == first.Url ? (first, second) : (second, first);
            var count = elsewhere.Received.Count;
            using var response = await router.PostAsync("/v1/chat/completions", System.Text.Encoding.UTF8.GetBytes($$"""{"x-user-id":"u{{i}}","model":"m"}"""));

            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal(count, elsewhere.Received.Count);
            Assert.Contains("x-user-id", System.Text.Encoding.UTF8.GetString(there.Received.Last().Body), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Session_RequestsWithoutOne_GoToTheLeastAskedBackend()
    {
        await using var first = await FakeBackend.StartAsync("m");
        await using var second = await FakeBackend.StartAsync("m");
        await using var router = await RunningRouter.StartAsync([first, second], s_flags);

        for (var i = 0; i < 10; i++)
        {
            await router.ServerOfAsync("m");
        }

        Assert.Equal([5, 5], [first.Received.Count, second.Received.Count]);
    }

    private static async Task<Dictionary<string, string>> PlacesAsync(RunningRouter router)
    {
        var places = new Dictionary<string, string>();
        for (var i = 0; i < 60; i++)
        {
            places[$"user-{i}"] = await router.ServerOfAsync("m", ("x-user-id", $"user-{i}"));
        }

        return places;
    }
}
