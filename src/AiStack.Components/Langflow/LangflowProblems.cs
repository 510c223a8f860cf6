using AiStack.Core.Problems;

namespace AiStack.Components.Langflow;

/// <summary>What can be wrong with Langflow and its links.</summary>
internal static class LangflowProblems
{
    public static ProblemKind UnknownVectorSize { get; } = new("AIS255", Severity.Warning, "Vector size not checked",
        "Langflow is linked to a collection and to an embedding model whose vectors are of unknown length, so nobody can say whether\nthey fit. Write the length as `vector_size` of the model; it is on the model's page at Hugging Face (hidden size, or embedding dimension).");

    public static ProblemKind NoModelApi { get; } = new("AIS256", Severity.Warning, "Langflow with vectors and without models",
        "Langflow is linked to Qdrant but to nothing that serves models, so its flows have nothing to make vectors or answers with.\nLink it to a vllm component or to an AI gateway: `{ from: langflow, to: vllm }`.");

    public static ProblemKind NoEmbeddingModel { get; } = new("AIS257", Severity.Warning, "Collection without an embedding model",
        "Langflow is linked to a collection, but none of the models it can reach makes vectors: what is to be stored there?\nAdd a model with `model_type: embedding`, or link the AI gateway to one.");

    public static ProblemKind SeveralOfAKind { get; } = new("AIS258", Severity.Warning, "Only the first has the plain name",
        "Langflow is linked to several model APIs or vector databases. The first in the file is OPENAI_API_BASE or QDRANT_URL, which\nflows usually name; each further one has its name at the end: OPENAI_API_BASE_<NAME>. Put first what flows should use\nunless they say otherwise, or remove the links that nobody needs.");

    public static ProblemKind GeneratedPassword { get; } = new("AIS259", Severity.Warning, "Superuser without a password",
        "A superuser is named and no password is given. A run on a laptop makes one up (the dashboard shows it), but a cluster needs\na Secret. Write `superuser_password: { secret: <name> }`; without it Secret `<component>-superuser` with key `password` is meant.");

    public static ProblemKind VectorSize { get; } = new("AIS355", Severity.Error, "Vectors do not fit the collection",
        "A collection takes vectors of one length, which is fixed when it is made. The embedding models that Langflow can reach make\nvectors of another length, so every insert would be refused by Qdrant. Set `vector_size` of the collection to the model's,\nor use an embedding model that makes vectors of that length.");

    public static ProblemKind CacheWithoutRedis { get; } = new("AIS356", Severity.Error, "Redis cache without Redis",
        "`cache_type: redis` needs a Redis server, and Langflow is linked to none: it would not start.\nAdd a component of `kind: redis` and a link to it, or remove `cache_type`.");

    public static ProblemKind ReplicasWithoutShared { get; } = new("AIS357", Severity.Error, "Langflow replicas that share nothing",
        "Langflow keeps flows and users in a database and the progress of builds in a queue. With the built-in ones (a file, and the\nmemory of the process) every replica has its own: users see flows come and go, and builds hang.\nMore than one replica needs links to a database of a cnpg component and to a redis component.");

    public static ProblemKind ReplicasOnOneDisk { get; } = new("AIS358", Severity.Error, "Langflow replicas on a disk for one",
        "Replicas of Langflow share the disk with uploaded files, and its access mode lets only one node (or pod) mount it: the\nothers would wait forever. Write `access_mode: ReadWriteMany` with a storage class that offers it.");

    public static ProblemKind OnlyOneIsRead { get; } = new("AIS359", Severity.Error, "Langflow uses one database and one Redis",
        "Langflow is linked to two databases, or to two Redis servers. It has one address for each, so the second link would do\nnothing. Remove one of the two links.");

    public static IReadOnlyList<ProblemKind> All { get; } =
        [UnknownVectorSize, NoModelApi, NoEmbeddingModel, SeveralOfAKind, GeneratedPassword, VectorSize, CacheWithoutRedis, ReplicasWithoutShared, ReplicasOnOneDisk, OnlyOneIsRead];
}
