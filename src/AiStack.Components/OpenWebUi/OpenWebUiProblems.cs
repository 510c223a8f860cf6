using AiStack.Core.Problems;

namespace AiStack.Components.OpenWebUi;

/// <summary>What can be wrong with Open WebUI and its links.</summary>
internal static class OpenWebUiProblems
{
    /// <summary>Several replicas that share nothing.</summary>
    public static ProblemKind Replicas { get; } = new("AIS365", Severity.Error, "Several Open WebUI replicas without what they have to share",
        "Each request may reach another replica. Without a common database every replica has users and chats of its own, without redis events\n"
        + "of a running answer get lost, and the built-in vector store and a disk that one node mounts cannot be shared. Link all three, and\nleave the disk's access mode out or say ReadWriteMany:\n\n"
        + "    - { from: open-webui, to: pg/webui }\n    - { from: open-webui, to: redis }\n    - { from: open-webui, to: qdrant }");

    /// <summary>Two embedding models for one engine.</summary>
    public static ProblemKind TwoEmbeddingModels { get; } = new("AIS366", Severity.Error, "Two embedding models for one Open WebUI",
        "Open WebUI embeds all documents with one model: vectors of different models cannot be compared. Link one embedding model;\nthe others can serve other components.");

    /// <summary>Nothing says which model embeds documents.</summary>
    public static ProblemKind NoEmbeddingModel { get; } = new("AIS367", Severity.Warning, "No embedding model chosen for documents",
        "Without an embedding model Open WebUI downloads a small one from Hugging Face when it starts and runs it itself: slow, and\n"
        + "impossible without internet access. It uses a linked embedding model, or the only one of a linked vllm component or gateway.\nWhere there are several, link the one to use:\n\n"
        + "    - { from: open-webui, to: vllm/gte-embed }");

    /// <summary>Links to models, none of which can chat.</summary>
    public static ProblemKind NothingToChatWith { get; } = new("AIS368", Severity.Warning, "Open WebUI with nothing to chat with",
        "All models that it is linked to are embedding models, which turn text into vectors and answer nothing. Link a model with\n`model_type: chat`, or correct the `model_type` of a linked one.");

    /// <summary>No link to any model.</summary>
    public static ProblemKind NoModels { get; } = new("AIS369", Severity.Warning, "Open WebUI without models",
        "It offers the models that it is linked to, and it is linked to none:\n\n    - { from: open-webui, to: vllm }");

    /// <summary>A model that is linked together with all of its component.</summary>
    public static ProblemKind RedundantModel { get; } = new("AIS370", Severity.Warning, "Chat model linked together with its whole component",
        "A link to a vllm component offers all its chat models, so a link to one of them adds nothing. To offer only that one, keep its\nlink and remove the one to the component.");

    /// <summary>Two models of one name.</summary>
    public static ProblemKind SameName { get; } = new("AIS372", Severity.Warning, "Two models of one name in one Open WebUI",
        "Open WebUI knows models by their names alone. Of two with the same name both are listed, but one of them gets all the requests.\nGive one of them another `served_model_name`, or link only one.");

    /// <summary>Two targets where there can be one.</summary>
    public static ProblemKind TwoTargets { get; } = new("AIS373", Severity.Error, "Two databases, vector stores or Redis servers for one Open WebUI",
        "Open WebUI has one of each. The second link would do nothing; remove one of them.");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ProblemKind> All { get; } = [Replicas, TwoEmbeddingModels, NoEmbeddingModel, NothingToChatWith, NoModels, RedundantModel, SameName, TwoTargets];
}
