using AiStack.Components.OpenWebUi;

namespace AiStack.Components.Tests.OpenWebUi;

public sealed class OpenWebUiEnvironmentTests
{
    private const string TwoVllms = """
        components:
          one:
            kind: vllm
            namespace: models
            models:
              small: { model_path: org/small, model_type: chat }
              large: { model_path: org/large, model_type: chat, served_model_name: "LARGE" }
              embed: { model_path: org/embed, model_type: embedding, vector_size: 8 }
          two:
            kind: vllm
            namespace: models
            models:
              other: { model_path: org/other, model_type: chat }
          webui: { kind: open-webui }
        """;

    [Fact]
    public void Of_WholeComponent_OffersItsChatModelsAndEmbedsWithItsOnlyEmbeddingModel()
    {
        var environment = Environment(TwoVllms.Replace("LARGE", "large-name", StringComparison.Ordinal), "{ from: webui, to: one }");

        Assert.Equal("http://one-router.models.svc:80/v1", environment["OPENAI_API_BASE_URLS"]);
        Assert.Equal("none", environment["OPENAI_API_KEYS"]);
        Assert.Equal("""{"0":{"enable":true,"model_ids":["org/small","large-name"]}}""", environment["OPENAI_API_CONFIGS"]);
        Assert.Equal("org/small", environment["DEFAULT_MODELS"]);
        Assert.Equal(("openai", "org/embed", "http://one-router.models.svc:80/v1", "none"),
            (environment["RAG_EMBEDDING_ENGINE"], environment["RAG_EMBEDDING_MODEL"], environment["RAG_OPENAI_API_BASE_URL"], environment["RAG_OPENAI_API_KEY"]));
    }

    [Fact]
    public void Of_ModelsOfTwoComponents_KeepsTheOrderOfTheLinksAndNamesEachRouterOnce()
    {
        var environment = Environment(TwoVllms.Replace("LARGE", "large-name", StringComparison.Ordinal),
            "{ from: webui, to: one/large }", "{ from: webui, to: two/other }", "{ from: webui, to: one/small }", "{ from: webui, to: one/embed }");

        Assert.Equal("http://one-router.models.svc:80/v1;http://two-router.models.svc:80/v1", environment["OPENAI_API_BASE_URLS"]);
        Assert.Equal("none;none", environment["OPENAI_API_KEYS"]);
        Assert.Equal("""{"0":{"enable":true,"model_ids":["large-name","org/small"]},"1":{"enable":true,"model_ids":["org/other"]}}""", environment["OPENAI_API_CONFIGS"]);
        Assert.Equal("large-name", environment["DEFAULT_MODELS"]);
        Assert.Equal("org/embed", environment["RAG_EMBEDDING_MODEL"]);
    }

    [Fact]
    public void Of_OneModel_OffersNoOther()
    {
        var environment = Environment(TwoVllms.Replace("LARGE", "large-name", StringComparison.Ordinal), "{ from: webui, to: one/small }");

        Assert.Equal("""{"0":{"enable":true,"model_ids":["org/small"]}}""", environment["OPENAI_API_CONFIGS"]);
        Assert.DoesNotContain("RAG_EMBEDDING_ENGINE", environment.Keys);
    }

    [Fact]
    public void Of_EmbeddingModelAlone_IsNoModelToChatWith()
    {
        var environment = Environment(TwoVllms.Replace("LARGE", "large-name", StringComparison.Ordinal), "{ from: webui, to: one/embed }");

        Assert.Equal("False", environment["ENABLE_OPENAI_API"]);
        Assert.DoesNotContain("OPENAI_API_BASE_URLS", environment.Keys);
        Assert.Equal("org/embed", environment["RAG_EMBEDDING_MODEL"]);
    }

    [Fact]
    public void Of_NamesThatJsonWouldEscape_ReadBackAsTheyAre()
    {
        const string Name = "groß&<neu>{0}\\\\";
        var environment = Environment(TwoVllms.Replace("LARGE", Name, StringComparison.Ordinal), "{ from: webui, to: one/large }");

        using var read = System.Text.Json.JsonDocument.Parse(environment["OPENAI_API_CONFIGS"]);
        Assert.Equal("groß&<neu>{0}\\", read.RootElement.GetProperty("0").GetProperty("model_ids")[0].GetString());
    }

    [Fact]
    public void Of_Pipelines_AreAFurtherApiWithTheirOwnKeyAndEveryModel()
    {
        var environment = Environment(TwoVllms.Replace("LARGE", "large-name", StringComparison.Ordinal).Replace("kind: open-webui", "kind: open-webui, pipelines_enabled: true", StringComparison.Ordinal),
            "{ from: webui, to: two }");

        Assert.Equal("http://two-router.models.svc:80/v1;http://webui-pipelines.open-webui.svc:9099", environment["OPENAI_API_BASE_URLS"]);
        Assert.Equal("none;<webui-pipelines-key/api-key>", environment["OPENAI_API_KEYS"]);
        Assert.Equal("""{"0":{"enable":true,"model_ids":["org/other"]},"1":{"enable":true}}""", environment["OPENAI_API_CONFIGS"]);
    }

    [Fact]
    public void Of_DatabaseAndRedisAndQdrant_AreWhatReplicasShare()
    {
        var environment = Environment(
            """
            components:
              webui: { kind: open-webui }
              pg: { kind: cnpg, databases: { chats: {} } }
              redis: { kind: redis }
              qdrant: { kind: qdrant, api_key: { secret: qdrant-key } }
            """,
            "{ from: webui, to: pg/chats }", "{ from: webui, to: redis }", "{ from: webui, to: qdrant }");

        Assert.Equal("postgresql://chats:<pg-app/password>@pg-rw.postgres.svc:5432/chats", environment["DATABASE_URL"]);
        Assert.Equal("redis://:<redis-auth/password>@redis.redis.svc:6379/2", environment["REDIS_URL"]);
        Assert.Equal(environment["REDIS_URL"], environment["WEBSOCKET_REDIS_URL"]);
        Assert.Equal(("True", "redis", "webui"), (environment["ENABLE_WEBSOCKET_SUPPORT"], environment["WEBSOCKET_MANAGER"], environment["REDIS_KEY_PREFIX"]));
        Assert.Equal(("qdrant", "http://qdrant.qdrant.svc:6333", "<qdrant-key/api-key>", "webui"),
            (environment["VECTOR_DB"], environment["QDRANT_URI"], environment["QDRANT_API_KEY"], environment["QDRANT_COLLECTION_PREFIX"]));
    }

    [Fact]
    public void Of_NoLinks_SaysWhatHoldsAlways()
    {
        var environment = Environment("components: { webui: { kind: open-webui } }");

        Assert.Equal(
            [
                ("BYPASS_MODEL_ACCESS_CONTROL", "True"),
                ("ENABLE_OLLAMA_API", "False"),
                ("ENABLE_OPENAI_API", "False"),
                ("ENABLE_PERSISTENT_CONFIG", "False"),
                ("WEBUI_SECRET_KEY", "<webui-secret-key/secret-key>"),
            ],
            environment.OrderBy(variable => variable.Key, StringComparer.Ordinal).Select(variable => (variable.Key, variable.Value)));
    }

    private static Dictionary<string, string> Environment(string components, params string[] links)
    {
        var stack = StackText.Read(components + (links.Length == 0 ? "\n" : $"\nlinks:\n{string.Concat(links.Select(link => $"  - {link}\n"))}"));
        return OpenWebUiEnvironment.Of(stack, stack.Find("webui")!).ToDictionary(variable => variable.Name, variable => variable.Value.InCluster(stack));
    }
}
