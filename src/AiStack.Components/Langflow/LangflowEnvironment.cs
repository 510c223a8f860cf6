using System.Globalization;
using AiStack.Components.Offers;
using AiStack.Components.Vllm;
using AiStack.Core;
using AiStack.Core.Values;

namespace AiStack.Components.Langflow;

/// <summary>The variables that Langflow gets from what was said about it and from its links: what each link means.</summary>
internal static class LangflowEnvironment
{
    internal static IEnumerable<EnvironmentVariable> Of(Stack stack, Component langflow) => Of(langflow, new(stack, langflow), _ => true);

    /// <summary>The variables in a cluster: without keys that there are on a laptop only, and without their names in the list of what is read.</summary>
    internal static IEnumerable<EnvironmentVariable> InCluster(Stack stack, Component langflow) => Of(langflow, new(stack, langflow), variable => !variable.Value.IsLocal);

    private static IEnumerable<EnvironmentVariable> Of(Component langflow, LangflowLinks links, Func<EnvironmentVariable, bool> isGiven)
    {
        var spec = (LangflowSpec)langflow.Spec;
        var forFlows = ForFlows(links).Where(isGiven).ToList();
        return
        [
            .. Server(),
            .. Access(langflow.Name, spec),
            .. forFlows,
            .. Reading(forFlows),
            .. Database(links),
            .. Redis(spec, links),
        ];
    }

    private static IEnumerable<EnvironmentVariable> Server() =>
    [
        Variable("LANGFLOW_HOST", "0.0.0.0"),
        Variable("LANGFLOW_PORT", LangflowFacts.Port.ToString(CultureInfo.InvariantCulture)),
        Variable("LANGFLOW_CONFIG_DIR", LangflowFacts.ConfigurationDirectory),
        Variable("DO_NOT_TRACK", "true"),
    ];

    private static IEnumerable<EnvironmentVariable> Access(string name, LangflowSpec spec)
    {
        // With automatic login everybody is the superuser, and name and password go back to their defaults.
        yield return Variable("LANGFLOW_AUTO_LOGIN", "False");
        yield return Variable("LANGFLOW_SUPERUSER", spec.Superuser ?? LangflowFacts.Superuser);
        yield return Variable("LANGFLOW_SUPERUSER_PASSWORD", spec.SuperuserPassword ?? LangflowFacts.SuperuserPasswordOf(name));
        yield return Variable("LANGFLOW_SECRET_KEY", LangflowFacts.EncryptionKeyOf(name));
        if (spec.ApiKey is { } key)
        {
            yield return Variable("LANGFLOW_API_KEY_SOURCE", "env");
            yield return Variable("LANGFLOW_API_KEY", key);
        }
    }

    private static IEnumerable<EnvironmentVariable> ForFlows(LangflowLinks links)
    {
        foreach (var ((_, api), suffix) in links.Apis.Zip(links.ApiSuffixes))
        {
            yield return Variable($"OPENAI_API_BASE{suffix}", api.BaseUrl);
            yield return Variable($"OPENAI_API_KEY{suffix}", KeyOf(api));
            if (api.Models.FirstOrDefault(model => model.Type == ModelType.Chat) is { Name: { } chat })
            {
                yield return Variable($"OPENAI_MODEL_NAME{suffix}", chat);
            }
        }

        // Embeddings may come from another API than answers do.
        if (links.Apis.FirstOrDefault(api => api.Offer.Models.Any(IsEmbedding))?.Offer is { } embedding)
        {
            yield return Variable("OPENAI_EMBEDDING_API_BASE", embedding.BaseUrl);
            yield return Variable("OPENAI_EMBEDDING_API_KEY", KeyOf(embedding));
            yield return Variable("OPENAI_EMBEDDING_MODEL", embedding.Models.First(IsEmbedding).Name);
        }

        foreach (var ((_, _, store), suffix) in links.Stores.Zip(links.StoreSuffixes))
        {
            yield return Variable($"QDRANT_URL{suffix}", store.Url);
            if (store.Key is { } key)
            {
                yield return Variable($"QDRANT_API_KEY{suffix}", key);
            }
        }

        foreach (var ((_, collection), suffix) in links.Collections.Zip(links.CollectionSuffixes))
        {
            yield return Variable($"QDRANT_COLLECTION{suffix}", collection.Name);
            yield return Variable($"QDRANT_VECTOR_SIZE{suffix}", collection.VectorSize.ToString(CultureInfo.InvariantCulture));
        }
    }

    // Langflow looks at no variable that is not on its list, and ours are not on the built-in one.
    private static IEnumerable<EnvironmentVariable> Reading(List<EnvironmentVariable> variables)
    {
        yield return Variable("LANGFLOW_STORE_ENVIRONMENT_VARIABLES", "True");
        yield return Variable("LANGFLOW_FALLBACK_TO_ENV_VAR", "True");
        if (variables.Count > 0)
        {
            yield return Variable("LANGFLOW_VARIABLES_TO_GET_FROM_ENVIRONMENT", string.Join(',', variables.Select(variable => variable.Name)));
        }
    }

    private static IEnumerable<EnvironmentVariable> Database(LangflowLinks links) =>
    [
        links.Databases is [(_, { } database), ..]
            ? Variable("LANGFLOW_DATABASE_URL", database.Url)

            // Its own place for the built-in one is beside the program, where it would be gone with the container.
            : Variable("LANGFLOW_SAVE_DB_IN_CONFIG_DIR", "True"),
    ];

    private static IEnumerable<EnvironmentVariable> Redis(LangflowSpec spec, LangflowLinks links)
    {
        if (links.RedisServers is not [(_, { } redis), ..])
        {
            yield return Variable("LANGFLOW_CACHE_TYPE", "async");
            yield break;
        }

        if (spec.CacheType == CacheType.Async)
        {
            yield return Variable("LANGFLOW_CACHE_TYPE", "async");
        }
        else
        {
            yield return Variable("LANGFLOW_CACHE_TYPE", "redis");
            yield return Variable("LANGFLOW_REDIS_HOST", redis.Host);
            yield return Variable("LANGFLOW_REDIS_PORT", redis.Port);
            yield return Variable("LANGFLOW_REDIS_DB", "0");

            // Host and port alone cannot carry the password.
            yield return Variable("LANGFLOW_REDIS_URL", redis.Url(0));
        }

        // Emptying the cache must not drop jobs: the queue has an index of its own.
        yield return Variable("LANGFLOW_JOB_QUEUE_TYPE", "redis");
        yield return Variable("LANGFLOW_REDIS_QUEUE_URL", redis.Url(1));
    }

    private static ValueExpression KeyOf(OpenAiApi api) => api.Key is { } key ? key : LangflowFacts.NoKey;

    private static bool IsEmbedding(OfferedModel model) => model.Type == ModelType.Embedding && model.Name is not null;

    private static EnvironmentVariable Variable(string name, ValueExpression value) => new(name, value);
}
