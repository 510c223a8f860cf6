namespace AiStack.Kubernetes.Formats;

/// <summary>A file of a publication.</summary>
/// <param name="Path">Where it goes below the output directory: names joined by <c>/</c>, without <c>.</c> and <c>..</c>.</param>
/// <param name="Content">Its text, written as UTF-8 without a byte order mark; lines end in LF.</param>
public sealed record PublicationFile(string Path, string Content);
