using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;

namespace AiStack.Components.Langflow.Rules;

/// <summary>Langflow is linked to what its flows need, and to nothing that it would not look at.</summary>
internal sealed class LangflowLinksRule : IRule
{
    public IEnumerable<Problem> Check(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return stack.Of<LangflowSpec>().SelectMany(langflow => Check(langflow.Component, new(stack, langflow.Component)));
    }

    private static IEnumerable<Problem> Check(Component langflow, LangflowLinks links)
    {
        if (links.Apis.Count == 0 && links.Stores.Count > 0)
        {
            yield return LangflowProblems.NoModelApi.At(langflow.Source.Of(), $"'{langflow.Reference}' is linked to '{links.Stores[0].Component.Reference}' but to nothing that serves models.",
                $"Add a link from '{langflow.Reference}' to a vllm component or to an AI gateway.");
        }

        if (links.Apis.Count > 1)
        {
            yield return LangflowProblems.SeveralOfAKind.At(links.Apis[1].Link.Source.Of(),
                $"'{langflow.Reference}' can reach {links.Apis.Count} model APIs. OPENAI_API_BASE is the first ('{links.Apis[0].Link.To.Reference}'); further ones are {Names("OPENAI_API_BASE", links.ApiSuffixes)}.",
                "Put the link first that flows should use, and set the further names in the flows that need them.");
        }

        if (links.Stores.Count > 1)
        {
            yield return LangflowProblems.SeveralOfAKind.At(links.Stores[1].Link.Source.Of(),
                $"'{langflow.Reference}' uses {links.Stores.Count} vector databases. QDRANT_URL is the first ('{links.Stores[0].Component.Reference}'); further ones are {Names("QDRANT_URL", links.StoreSuffixes)}.",
                "Put the link first that flows should use, and set the further names in the flows that need them.");
        }

        foreach (var second in links.Databases.Skip(1).Select(database => database.Link).Concat(links.RedisServers.Skip(1).Select(redis => redis.Link)))
        {
            var first = second.To.Kind.Name == "redis" ? links.RedisServers[0].Link.To : links.Databases[0].Link.To;
            yield return LangflowProblems.OnlyOneIsRead.At(second.Source.Of(), $"'{langflow.Reference}' is linked to '{first.Reference}' and to '{second.To.Reference}', and uses only one {second.To.Kind.Name}.",
                $"Remove the link to '{second.To.Reference}', or the one to '{first.Reference}'.");
        }
    }

    private static string Names(string variable, IReadOnlyList<string> suffixes) => string.Join(", ", suffixes.Skip(1).Select(suffix => variable + suffix));
}
