using AiStack.Core.Problems;

namespace AiStack.Components.Qdrant;

/// <summary>What can be wrong with a Qdrant database.</summary>
internal static class QdrantProblems
{
    public static ProblemKind EvenReplicas { get; } = new("AIS250", Severity.Warning, "Two replicas of Qdrant bear no loss",
        "The servers of a Qdrant cluster agree by majority, and the majority of two is two: when either is gone, no collection can\nbe made or changed. Two cost twice as much as one and fail more often. Use `replicas: 1`, or 3 to bear the loss of one.");

    public static ProblemKind SharedStorage { get; } = new("AIS251", Severity.Error, "Qdrant on a shared file system",
        "Qdrant maps its files into memory and needs block storage: on network file systems, which is what ReadWriteMany means\nalmost everywhere, its data gets damaged. Every replica has a disk of its own, so nothing has to be shared either.\nRemove `access_mode`, or write ReadWriteOnce.");

    public static ProblemKind DoubledCollection { get; } = new("AIS350", Severity.Error, "Two collections of one name",
        "Two collections of a Qdrant component have the same `collection_name`, so they are one collection in the database: whatever\nis stored through the one is found through the other, and only one vector size and distance can count.\nGive one of them another `collection_name`, or remove it.");

    public static IReadOnlyList<ProblemKind> All { get; } = [EvenReplicas, SharedStorage, DoubledCollection];
}
