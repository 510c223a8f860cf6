namespace AiStack.Kubernetes.Validation.Files;

/// <summary>Something wrong with a manifest in a directory.</summary>
/// <param name="File">The file, as the directory was named.</param>
/// <param name="Line">Line, from 1; <see langword="null"/>: not known.</param>
/// <param name="Subject">The object, such as <c>Deployment chat/web</c>; <see langword="null"/>: the file cannot be read.</param>
/// <param name="Path">Where in the object; empty: the object as a whole.</param>
/// <param name="Message">What is wrong and what is allowed.</param>
public sealed record ManifestProblem(string File, int? Line, string? Subject, string Path, string Message)
{
    /// <summary>As a line: <c>file:line: object: path: message</c>.</summary>
    public override string ToString() => string.Join(": ", new[] { Line is null ? File : $"{File}:{Line}", Subject, Path, Message }.Where(part => !string.IsNullOrEmpty(part))).ReplaceLineEndings(" ");
}
