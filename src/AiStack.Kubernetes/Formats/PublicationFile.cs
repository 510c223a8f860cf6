namespace AiStack.Kubernetes.Formats;

/// <summary>A file of a publication.</summary>
/// <param name="Path">Its path below the output directory, with slashes.</param>
/// <param name="Content">What is in it; lines end in LF.</param>
public sealed record PublicationFile(string Path, string Content);
