using AiStack.Components.Apisix.Plugins;

namespace AiStack.Components.Tests.Apisix.Plugins;

/// <summary>The routes that a link makes.</summary>
public sealed class GatewayRouteTests
{
    [Fact]
    public void Link_WithoutOptions_HasFourRoutes() =>
        Assert.Equal(
        [
            "public True 0 [] /v1/*",
            "public-models True 10 [GET] /v1/models /v1/models/*",
            "inner False 0 [] /ai/chat/v1/*",
            "inner-models False 10 [GET] /ai/chat/v1/models /ai/chat/v1/models/*",
        ], TranslatedRoute.Of().Routes.Select(Text));

    [Theory]
    [InlineData("/*", "/v1/models")]
    [InlineData("/v1*", "/v1/models")]
    [InlineData("/v1/*", "/v1/models")]
    [InlineData("/api/v1/*", "/api/v1/models")]
    [InlineData("/api/*", "/api/models")]
    [InlineData("/v1/chat/completions", null)]
    [InlineData("/api*", null)]
    public void Path_OfALink_HasItsListOfModelsHere(string path, string? list) =>
        Assert.Equal(list, TranslatedRoute.Of(options: $"path: \"{path}\"").Routes.FirstOrDefault(route => route.Name == "public-models")?.Paths[0]);

    // On other paths APISIX passes requests on without counting their tokens or adding messages; a guard refuses those by itself.
    [Theory]
    [InlineData("ai_rate_limit: { limit: 100, time_window: 1h }", "/v1/chat/completions /v1/embeddings /v1/messages /v1/responses")]
    [InlineData("prompt_decorator: { role: system, content: Be brief. }", "/v1/chat/completions /v1/embeddings /v1/messages /v1/responses")]
    [InlineData("path: /v1/chat/*, ai_rate_limit: { limit: 100, time_window: 1h }", "/v1/chat/completions")]
    [InlineData("path: /*, ai_rate_limit: { limit: 100, time_window: 1h }", "/v1/chat/completions /v1/embeddings /v1/messages /v1/responses")]
    [InlineData("path: /api/v1/*, ai_rate_limit: { limit: 100, time_window: 1h }", "/api/v1/chat/completions /api/v1/embeddings /api/v1/messages /api/v1/responses")]
    [InlineData("path: /api/*, ai_rate_limit: { limit: 100, time_window: 1h }", "/api/chat/completions /api/embeddings /api/v1/chat/completions /api/v1/embeddings /api/v1/messages /api/v1/responses")]
    [InlineData("path: /api/v1/chat/completions, ai_rate_limit: { limit: 100, time_window: 1h }", "/api/v1/chat/completions")]
    [InlineData("deny_patterns: [x]", "/v1/*")]
    public void Route_WithWhatHasToSeeEveryRequest_AnswersOnlyWhatIsSeen(string options, string paths)
    {
        var routes = TranslatedRoute.Of(options: options).Routes;

        Assert.Equal(paths, string.Join(' ', routes.Single(route => route.Name == "public").Paths));
        Assert.DoesNotContain(routes.Single(route => route.Name == "inner").Paths, path => path.EndsWith('*') && paths.Contains("embeddings", StringComparison.Ordinal));
    }

    // Who has a key reaches the inner address from outside, too.
    [Theory]
    [InlineData("path: /v1/chat/completions", "/ai/chat/v1/chat/completions")]
    [InlineData("path: /v1/chat/*", "/ai/chat/v1/chat/*")]
    [InlineData("path: /api/v1/*", "/ai/chat/v1/*")]
    [InlineData("path: /v1/chat/completions, ai_rate_limit: { limit: 100, time_window: 1h }", "/ai/chat/v1/chat/completions")]
    public void Path_ThatShutsOutEndpoints_DoesSoInsideToo(string options, string inner) =>
        Assert.Equal(inner, string.Join(' ', TranslatedRoute.Of(options: options).Routes.Single(route => route.Name == "inner").Paths));

    [Fact]
    public void ModelList_AtAnotherPath_IsAskedForAtItsOwn()
    {
        var route = TranslatedRoute.Of(options: "path: /api/v1/*");
        var rewrite = route.Config(route.Routes[1].Plugins.Single(plugin => plugin.Name == PluginNames.ProxyRewrite));

        Assert.Equal("""["^/api/v1/models(/.*)?$","/v1/models$1"]""", rewrite["regex_uri"]!.ToJsonString());
    }

    [Fact]
    public void ModelList_WithCors_AnswersBrowsersThatAsk() =>
        Assert.All(TranslatedRoute.Of("cors: true").Routes.Where(route => route.Priority > 0), route => Assert.Equal(["GET", "OPTIONS"], route.Methods));

    [Fact]
    public void InnerRoute_OfALink_HasThePluginsOfTheHosts()
    {
        var route = TranslatedRoute.Of("cors: true, api_key: { secret: k }", "deny_patterns: [x]");

        Assert.Equal(route.Routes[0].Plugins.Select(plugin => plugin.Name), route.Routes[2].Plugins.Select(plugin => plugin.Name));
    }

    [Fact]
    public void Consumers_OfAGateway_AreNamedAfterIt()
    {
        Assert.Equal("apisix_apisix-ai", Assert.Single(TranslatedRoute.Of("api_key: { secret: k }").Consumers).Username);
        Assert.Equal(["b-key", "a-key"], TranslatedRoute.Of("api_keys: { b: { secret: b-key }, a: { secret: a-key } }").Consumers.Select(consumer => consumer.Key.Name));
    }

    private static string Text(GatewayRoute route) => $"{route.Name} {route.HasHosts} {route.Priority} [{string.Join(' ', route.Methods)}] {string.Join(' ', route.Paths)}";
}
