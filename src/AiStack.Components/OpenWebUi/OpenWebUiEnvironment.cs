using System.Globalization;
using System.Text.Json.Nodes;
using AiStack.Components.Offers;
using AiStack.Core;
using AiStack.Core.Values;

namespace AiStack.Components.OpenWebUi;

/// <summary>The environment of Open WebUI: what its links and its spec mean to it, on a laptop and in a cluster.</summary>
/// <remarks>Source of names and values: open-webui/docs, <c>docs/reference/env-configuration.mdx</c>, and for replicas <c>docs/troubleshooting/multi-replica.mdx</c>; both 0.11.0.</remarks>
internal static class OpenWebUiEnvironment
{
    public static IEnumerable<EnvironmentVariable> Of(Stack stack, Component openWebUi)
    {
        ArgumentNullException.ThrowIfNull(stack);
        ArgumentNullException.ThrowIfNull(openWebUi);

        var models = LinkedModels.Of(stack, openWebUi);
        return
        [
            new("WEBUI_SECRET_KEY", OpenWebUiFacts.SecretKeyOf(openWebUi.Name)),

            // Without this most of what follows is read at the first start only, and later links would do nothing.
            new("ENABLE_PERSISTENT_CONFIG", "False"),
            new("ENABLE_OLLAMA_API", "False"),

            // The links say which models there are; otherwise an administrator would have to share each with everybody else.
            new("BYPASS_MODEL_ACCESS_CONTROL", "True"),
            .. ModelsOf(models.Connections, openWebUi),
            .. EmbeddingOf(models.Engine),
            .. VectorStoreOf(stack, openWebUi),
            .. DatabaseOf(stack, openWebUi),
            .. RedisOf(stack, openWebUi),
        ];
    }

    private static IEnumerable<EnvironmentVariable> ModelsOf(IReadOnlyList<ModelConnection> linked, Component openWebUi)
    {
        IReadOnlyList<ModelConnection> connections = ((OpenWebUiSpec)openWebUi.Spec).PipelinesEnabled
            ? [.. linked, new(new EndpointPart(openWebUi.Name, OpenWebUiModule.PipelinesEndpointName, EndpointProperty.Url), PipelinesFacts.KeyOf(openWebUi.Name), [])]
            : linked;

        // An empty list would mean OpenAI's own API.
        yield return new("ENABLE_OPENAI_API", connections.Count > 0 ? "True" : "False");
        if (connections.Count == 0)
        {
            yield break;
        }

        // Lists of the same order, separated by semicolons, which neither our addresses nor generated keys contain.
        yield return new("OPENAI_API_BASE_URLS", ValueExpression.Join(";", [.. connections.Select(connection => connection.BaseUrl)]));
        yield return new("OPENAI_API_KEYS", ValueExpression.Join(";", [.. connections.Select(connection => KeyOf(connection.Key))]));
        yield return new("OPENAI_API_CONFIGS", ConfigurationsOf(connections));

        // The names of this list are separated by commas.
        if (linked.SelectMany(connection => connection.Models).FirstOrDefault(name => !name.Contains(',', StringComparison.Ordinal)) is { } first)
        {
            yield return new("DEFAULT_MODELS", first);
        }
    }

    // By the position in the lists: {"0":{"enable":true,"model_ids":["Qwen/Qwen2-1.5B-Instruct"]}}
    private static string ConfigurationsOf(IReadOnlyList<ModelConnection> connections)
    {
        var configurations = new JsonObject();
        foreach (var (index, connection) in connections.Index())
        {
            var configuration = new JsonObject { ["enable"] = true };
            if (connection.Models.Count > 0)
            {
                configuration["model_ids"] = new JsonArray([.. connection.Models.Select(name => (JsonNode)name)]);
            }

            configurations[index.ToString(CultureInfo.InvariantCulture)] = configuration;
        }

        return configurations.ToJsonString();
    }

    private static IEnumerable<EnvironmentVariable> EmbeddingOf(EmbeddingEngine? engine) => engine is null ? [] :
    [
        new("RAG_EMBEDDING_ENGINE", "openai"),
        new("RAG_EMBEDDING_MODEL", engine.Model),
        new("RAG_OPENAI_API_BASE_URL", engine.BaseUrl),
        new("RAG_OPENAI_API_KEY", KeyOf(engine.Key)),
    ];

    private static IEnumerable<EnvironmentVariable> VectorStoreOf(Stack stack, Component openWebUi)
    {
        if (stack.OffersTo<VectorStore>(openWebUi).Select(found => found.Offer).FirstOrDefault() is not { } store)
        {
            yield break;
        }

        yield return new("VECTOR_DB", "qdrant");
        yield return new("QDRANT_URI", store.Url);
        if (store.Key is { } key)
        {
            yield return new("QDRANT_API_KEY", key);
        }

        // Its own name, so that two of them can share a vector store.
        yield return new("QDRANT_COLLECTION_PREFIX", openWebUi.Name);
    }

    private static IEnumerable<EnvironmentVariable> DatabaseOf(Stack stack, Component openWebUi) =>
        stack.OffersTo<PostgresDatabase>(openWebUi).Take(1).Select(found => new EnvironmentVariable("DATABASE_URL", found.Offer.Url));

    private static IEnumerable<EnvironmentVariable> RedisOf(Stack stack, Component openWebUi) =>
        stack.OffersTo<RedisServer>(openWebUi).Take(1).Select(found => found.Offer.Url(OpenWebUiFacts.RedisDatabase)).SelectMany(url => new EnvironmentVariable[]
        {
            new("REDIS_URL", url),
            new("REDIS_KEY_PREFIX", openWebUi.Name),
            new("ENABLE_WEBSOCKET_SUPPORT", "True"),
            new("WEBSOCKET_MANAGER", "redis"),
            new("WEBSOCKET_REDIS_URL", url),
        });

    private static ValueExpression KeyOf(SecretReference? key) => key is null ? OpenWebUiFacts.NoKey : key;
}
