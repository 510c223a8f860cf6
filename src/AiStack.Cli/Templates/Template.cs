using System.Reflection;

namespace AiStack.Cli.Templates;

/// <summary>A stack to begin with: one of the samples.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it sets up, in one sentence.</param>
internal sealed record Template(string Name, string Description)
{
    /// <summary>All of them; the first is the one that is meant when none is named.</summary>
    public static IReadOnlyList<Template> All { get; } =
    [
        new("rag", "Retrieval: chat and embedding models, a vector store and Langflow behind a TLS gateway."),
        new("scaling-api", "An LLM API: models that scale by their queues, behind an AI gateway with keys and limits."),
    ];

    /// <summary>The file.</summary>
    public string Text()
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Templates/{Name}.yaml")!;
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }
}
