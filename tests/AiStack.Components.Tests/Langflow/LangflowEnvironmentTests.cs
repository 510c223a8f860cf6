using AiStack.Components.Langflow;

namespace AiStack.Components.Tests.Langflow;

public sealed class LangflowEnvironmentTests
{
    private const string Rag = """
        components:
          vllm:
            kind: vllm
            models:
              chat: { model_path: org/chat, model_type: chat }
              embed: { model_path: org/embed, model_type: embedding, vector_size: 8 }
          large:
            kind: vllm
            models:
              big: { model_path: org/big, model_type: chat, served_model_name: big }
          qdrant:
            kind: qdrant
            api_key: { secret: qdrant-key }
            collections:
              documents: { vector_size: 8 }
              past-years: { vector_size: 16, collection_name: archive }
          open: { kind: qdrant }
          pg: { kind: cnpg, databases: { flows: {} } }
          redis: { kind: redis }
          flow: { kind: langflow }
        """;

    [Fact]
    public void Of_ModelsAndCollection_NamesThemAndHasLangflowReadEachName()
    {
        var environment = Environment(Rag, "{ from: flow, to: vllm }", "{ from: flow, to: qdrant/documents }");

        Assert.Equal(
            [
                ("OPENAI_API_BASE", "http://vllm-router.vllm.svc:80/v1"),
                ("OPENAI_API_KEY", LangflowFacts.NoKey),
                ("OPENAI_EMBEDDING_API_BASE", "http://vllm-router.vllm.svc:80/v1"),
                ("OPENAI_EMBEDDING_API_KEY", LangflowFacts.NoKey),
                ("OPENAI_EMBEDDING_MODEL", "org/embed"),
                ("OPENAI_MODEL_NAME", "org/chat"),
                ("QDRANT_API_KEY", "<qdrant-key/api-key>"),
                ("QDRANT_COLLECTION", "documents"),
                ("QDRANT_URL", "http://qdrant.qdrant.svc:6333"),
                ("QDRANT_VECTOR_SIZE", "8"),
            ],
            ForFlows(environment));
        Assert.Equal(ForFlows(environment).Select(variable => variable.Name), environment["LANGFLOW_VARIABLES_TO_GET_FROM_ENVIRONMENT"].Split(',').Order(StringComparer.Ordinal));
        Assert.Equal(("True", "True"), (environment["LANGFLOW_STORE_ENVIRONMENT_VARIABLES"], environment["LANGFLOW_FALLBACK_TO_ENV_VAR"]));
    }

    [Fact]
    public void Of_SeveralOfEachKind_GivesThePlainNameToTheFirstLink()
    {
        var environment = Environment(Rag, "{ from: flow, to: large }", "{ from: flow, to: vllm }", "{ from: flow, to: qdrant/past-years }", "{ from: flow, to: qdrant }", "{ from: flow, to: qdrant/documents }", "{ from: flow, to: open }");

        Assert.Equal(("http://large-router.vllm.svc:80/v1", "big"), (environment["OPENAI_API_BASE"], environment["OPENAI_MODEL_NAME"]));
        Assert.Equal(("http://vllm-router.vllm.svc:80/v1", "org/chat"), (environment["OPENAI_API_BASE_VLLM"], environment["OPENAI_MODEL_NAME_VLLM"]));
        Assert.Equal("http://vllm-router.vllm.svc:80/v1", environment["OPENAI_EMBEDDING_API_BASE"]);
        Assert.Equal(("archive", "16"), (environment["QDRANT_COLLECTION"], environment["QDRANT_VECTOR_SIZE"]));
        Assert.Equal(("documents", "8"), (environment["QDRANT_COLLECTION_DOCUMENTS"], environment["QDRANT_VECTOR_SIZE_DOCUMENTS"]));
        Assert.Equal(("http://qdrant.qdrant.svc:6333", "http://open.qdrant.svc:6333"), (environment["QDRANT_URL"], environment["QDRANT_URL_OPEN"]));
        Assert.DoesNotContain("QDRANT_API_KEY_OPEN", environment.Keys);
        Assert.DoesNotContain("QDRANT_URL_QDRANT", environment.Keys);
    }

    [Fact]
    public void Of_GatewayWithTwoRoutes_GivesEachRouteItsOwnBaseAndTheKey()
    {
        var environment = Environment(
            """
            components:
              vllm:
                kind: vllm
                models:
                  chat: { model_path: org/chat, model_type: chat }
                  embed: { model_path: org/embed, model_type: embedding, vector_size: 8 }
              apisix: { kind: apisix, ai_gateways: { ai: { api_key: { secret: gate-key } } } }
              flow: { kind: langflow }
            """,
            "{ from: apisix/ai, to: vllm/chat }", "{ from: apisix/ai, to: vllm/embed }", "{ from: flow, to: apisix/ai }");

        Assert.Equal(("http://apisix.apisix.svc:80/ai/chat/v1", "<gate-key/key>", "org/chat"), (environment["OPENAI_API_BASE"], environment["OPENAI_API_KEY"], environment["OPENAI_MODEL_NAME"]));
        Assert.Equal(("http://apisix.apisix.svc:80/ai/embed/v1", "<gate-key/key>"), (environment["OPENAI_API_BASE_ORG_EMBED"], environment["OPENAI_API_KEY_ORG_EMBED"]));
        Assert.Equal(("http://apisix.apisix.svc:80/ai/embed/v1", "org/embed"), (environment["OPENAI_EMBEDDING_API_BASE"], environment["OPENAI_EMBEDDING_MODEL"]));
    }

    [Fact]
    public void Of_DatabaseAndRedis_KeepsCacheAndQueueApart()
    {
        var environment = Environment(Rag, "{ from: flow, to: pg/flows }", "{ from: flow, to: redis }");

        Assert.Equal("postgresql://flows:<pg-app/password>@pg-rw.postgres.svc:5432/flows", environment["LANGFLOW_DATABASE_URL"]);
        Assert.Equal(("redis", "redis://:<redis-auth/password>@redis.redis.svc:6379/0"), (environment["LANGFLOW_CACHE_TYPE"], environment["LANGFLOW_REDIS_URL"]));
        Assert.Equal(("redis", "redis://:<redis-auth/password>@redis.redis.svc:6379/1"), (environment["LANGFLOW_JOB_QUEUE_TYPE"], environment["LANGFLOW_REDIS_QUEUE_URL"]));
    }

    [Fact]
    public void Of_CacheInMemoryThoughLinkedToRedis_UsesRedisForJobsOnly()
    {
        var environment = Environment(Rag.Replace("kind: langflow", "kind: langflow, cache_type: async", StringComparison.Ordinal), "{ from: flow, to: redis }");

        Assert.Equal(("async", "redis"), (environment["LANGFLOW_CACHE_TYPE"], environment["LANGFLOW_JOB_QUEUE_TYPE"]));
        Assert.DoesNotContain("LANGFLOW_REDIS_URL", environment.Keys);
    }

    [Fact]
    public void Of_NoLinks_LetsNobodyInWithoutAPassword()
    {
        var environment = Environment(Rag.Replace("kind: langflow", "kind: langflow, api_key: { secret: flow-key }", StringComparison.Ordinal));

        Assert.Equal(("False", "admin", "<flow-superuser/password>"), (environment["LANGFLOW_AUTO_LOGIN"], environment["LANGFLOW_SUPERUSER"], environment["LANGFLOW_SUPERUSER_PASSWORD"]));
        Assert.Equal("<flow-encryption/secret-key>", environment["LANGFLOW_SECRET_KEY"]);
        Assert.Equal(("env", "<flow-key/api-key>"), (environment["LANGFLOW_API_KEY_SOURCE"], environment["LANGFLOW_API_KEY"]));
        Assert.DoesNotContain("LANGFLOW_VARIABLES_TO_GET_FROM_ENVIRONMENT", environment.Keys);
    }

    private static List<(string Name, string Value)> ForFlows(Dictionary<string, string> environment) =>
    [
        .. environment.Where(variable => variable.Key.StartsWith("OPENAI_", StringComparison.Ordinal) || variable.Key.StartsWith("QDRANT_", StringComparison.Ordinal))
            .OrderBy(variable => variable.Key, StringComparer.Ordinal).Select(variable => (variable.Key, variable.Value)),
    ];

    private static Dictionary<string, string> Environment(string components, params string[] links)
    {
        var stack = StackText.Read(components + (links.Length == 0 ? "\n" : $"\nlinks:\n{string.Concat(links.Select(link => $"  - {link}\n"))}"));
        return LangflowEnvironment.Of(stack, stack.Find("flow")!).ToDictionary(variable => variable.Name, variable => variable.Value.InCluster(stack));
    }
}
