using System.Text.RegularExpressions;
using AiStack.Core.Schema;

namespace AiStack.Components.Qdrant;

/// <summary>What may be said about a collection in a stack file.</summary>
internal static partial class CollectionProperties
{
    public static PropertySet All { get; } = new(
        new Property<CollectionSpec, string?>("collection_name", new TextType("a collection's name without any of / \\ : * ? \" < > |", CollectionName(), 255),
            spec => spec.CollectionName, (spec, name) => spec with { CollectionName = name }, "The collection's name in the database. Default: its name in the stack."),
        new Property<CollectionSpec, int>("vector_size", new IntegerType(1, QdrantFacts.LongestVector), spec => spec.VectorSize, (spec, size) => spec with { VectorSize = size },
            "Length of the vectors, 1 to 65536: that of the embedding model which makes them.") { IsRequired = true },
        new Property<CollectionSpec, Distance>("distance",
            new WordType<Distance>(WordsOf.Names<Distance>()),
            spec => spec.Distance, (spec, distance) => spec with { Distance = distance }, "How near two vectors are to each other. Default: Cosine."));

    // Collections are directories on disk: what file systems do not take, Qdrant refuses.
    [GeneratedRegex(@"^(?!\.{1,2}\z)[^<>:""/\\|?*\p{Cc}]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex CollectionName();
}
