namespace AiStack.Components.Vllm;

/// <summary>An image in the two pieces that production-stack's custom resources have it in.</summary>
/// <param name="Registry">Host of the registry, with its port if it has one.</param>
/// <param name="Name">The image within it, with tag or digest.</param>
internal sealed record ImageReference(string Registry, string Name)
{
    private const string DockerHub = "docker.io";

    /// <summary>Takes a reference apart as container runtimes do: what stands before the first slash is a host only if it looks like one.</summary>
    /// <param name="reference">The reference: <c>vllm/vllm-openai:v1</c>, <c>registry.example.com:5000/vllm@sha256:…</c>.</param>
    public static ImageReference Parse(string reference)
    {
        var slash = reference.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            return new(DockerHub, $"library/{reference}");
        }

        var first = reference[..slash];
        return first.Contains('.', StringComparison.Ordinal) || first.Contains(':', StringComparison.Ordinal) || first == "localhost"
            ? new(first, reference[(slash + 1)..])
            : new(DockerHub, reference);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Registry}/{Name}";
}
