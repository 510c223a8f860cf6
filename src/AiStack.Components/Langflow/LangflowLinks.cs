using AiStack.Components.Offers;
using AiStack.Core;

namespace AiStack.Components.Langflow;

/// <summary>What a Langflow component is linked to, in the order of the links.</summary>
/// <param name="stack">The stack.</param>
/// <param name="langflow">The component.</param>
internal sealed class LangflowLinks(Stack stack, Component langflow)
{
    /// <summary>Model APIs: of each vllm one, of each AI gateway one per route.</summary>
    public IReadOnlyList<LinkedOffer<OpenAiApi>> Apis { get; } = [.. stack.OffersTo<OpenAiApi>(langflow)];

    /// <summary>Collections of vectors.</summary>
    public IReadOnlyList<LinkedOffer<VectorCollection>> Collections { get; } = [.. stack.OffersTo<VectorCollection>(langflow)];

    /// <summary>Vector databases, each once, whether linked themselves or through a collection.</summary>
    public IReadOnlyList<LinkedStore> Stores { get; } =
    [
        .. stack.LinksFrom(langflow)
            .SelectMany(link => stack.OffersOf<VectorStore>(link.To).Select(store => new LinkedStore(link, link.To, store))
                .Concat(stack.OffersOf<VectorCollection>(link.To).Select(collection => new LinkedStore(link, stack.ParentOf(link.To), collection.Store))))
            .DistinctBy(found => found.Component),
    ];

    /// <summary>Databases; Langflow uses one.</summary>
    public IReadOnlyList<LinkedOffer<PostgresDatabase>> Databases { get; } = [.. stack.OffersTo<PostgresDatabase>(langflow)];

    /// <summary>Redis servers; Langflow uses one.</summary>
    public IReadOnlyList<LinkedOffer<RedisServer>> RedisServers { get; } = [.. stack.OffersTo<RedisServer>(langflow)];

    /// <summary>The ends of the names of the variables about each model API.</summary>
    public IReadOnlyList<string> ApiSuffixes => VariableNames.Suffixes(
        [.. Apis.Select(api => Apis.Count(other => other.Link == api.Link) > 1 && api.Offer.Models is [{ Name: { } model }, ..] ? model : api.Link.To.Name)]);

    /// <summary>The ends of the names of the variables about each vector database.</summary>
    public IReadOnlyList<string> StoreSuffixes => VariableNames.Suffixes([.. Stores.Select(store => store.Component.Name)]);

    /// <summary>The ends of the names of the variables about each collection.</summary>
    public IReadOnlyList<string> CollectionSuffixes => VariableNames.Suffixes([.. Collections.Select(collection => collection.Link.To.Name)]);
}
