namespace AiStack.Kubernetes.Formats;

/// <summary>How a publication is written.</summary>
public sealed record FormatOptions
{
    /// <summary>What the files are made for.</summary>
    /// <value>Default: a tree with a kustomization.</value>
    public OutputFormat Format { get; init; }

    /// <summary>Where the files will be committed.</summary>
    /// <value><see langword="null"/> (default): nowhere; <see cref="OutputFormat.ArgoCd"/> needs it.</value>
    public GitSource? Source { get; init; }

    /// <summary>Environment of the stack that is published, for the reader.</summary>
    /// <value><see langword="null"/> (default): the stack as it stands.</value>
    public string? Environment { get; init; }
}
