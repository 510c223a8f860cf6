using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;

namespace AiStack.Components.Qdrant.Rules;

/// <summary>The collections of a database have names of their own.</summary>
internal sealed class DoubledCollectionRule : IRule
{
    public IEnumerable<Problem> Check(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);

        foreach (var (qdrant, _) in stack.Of<QdrantSpec>())
        {
            var seen = new Dictionary<string, Component>(StringComparer.Ordinal);
            foreach (var collection in qdrant.Children)
            {
                var name = QdrantModule.CollectionNameOf(collection);
                if (!seen.TryAdd(name, collection) && seen[name].Name != collection.Name)
                {
                    yield return QdrantProblems.DoubledCollection.At(collection.Source.Of("collection_name"), $"'{collection.Reference}' and '{seen[name].Reference}' are both the collection '{name}'.",
                        $"Write another 'collection_name' for '{collection.Reference}'.");
                }
            }
        }
    }
}
