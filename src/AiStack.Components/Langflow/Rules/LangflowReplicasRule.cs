using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;

namespace AiStack.Components.Langflow.Rules;

/// <summary>What a Langflow component says about itself goes together with what it is linked to.</summary>
internal sealed class LangflowReplicasRule : IRule
{
    public IEnumerable<Problem> Check(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return stack.Of<LangflowSpec>().SelectMany(langflow => Check(langflow.Component, langflow.Spec, new(stack, langflow.Component)));
    }

    private static IEnumerable<Problem> Check(Component langflow, LangflowSpec spec, LangflowLinks links)
    {
        if (spec.CacheType == CacheType.Redis && links.RedisServers.Count == 0)
        {
            yield return LangflowProblems.CacheWithoutRedis.At(langflow.Source.Of("cache_type"), $"'{langflow.Reference}' is to keep its cache in Redis, and is linked to none.",
                $"Add a link from '{langflow.Reference}' to a redis component, or remove 'cache_type'.");
        }

        if (spec.Replicas > 1)
        {
            string[] missing = [.. links.Databases.Count == 0 ? ["a database of a cnpg component"] : Array.Empty<string>(), .. links.RedisServers.Count == 0 ? ["a redis component"] : Array.Empty<string>()];
            if (missing.Length > 0)
            {
                yield return LangflowProblems.ReplicasWithoutShared.At(langflow.Source.Of("replicas"), $"'{langflow.Reference}' has {spec.Replicas} replicas, and is linked to no {string.Join(" and no ", missing.Select(what => what[2..]))}, which they have to share.",
                    $"Add a link from '{langflow.Reference}' to {string.Join(" and one to ", missing)}, or write 'replicas: 1'.");
            }

            if (spec.Storage?.AccessMode is AccessMode.ReadWriteOnce or AccessMode.ReadWriteOncePod)
            {
                yield return LangflowProblems.ReplicasOnOneDisk.At(langflow.Source.Of("storage", "access_mode"), $"'{langflow.Reference}' has {spec.Replicas} replicas on one disk with access mode {spec.Storage.AccessMode}.",
                    "Write 'access_mode: ReadWriteMany', with a storage class that offers it.");
            }
        }

        if (spec is { Superuser: not null, SuperuserPassword: null })
        {
            yield return LangflowProblems.GeneratedPassword.At(langflow.Source.Of("superuser"), $"'{langflow.Reference}' names the superuser '{spec.Superuser}' and no password for it.",
                $"Add 'superuser_password: {{ secret: {LangflowFacts.SuperuserPasswordOf(langflow.Name).Name} }}', or the name of another Secret.");
        }
    }
}
