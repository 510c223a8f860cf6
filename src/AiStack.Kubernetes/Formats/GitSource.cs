namespace AiStack.Kubernetes.Formats;

/// <summary>Where in Git the files of a publication will be committed.</summary>
/// <param name="Repository">URL of the repository, as Argo CD clones it.</param>
/// <param name="Revision">Branch, tag or commit to follow. Default: <c>HEAD</c>, the repository's default branch.</param>
/// <param name="Directory">Directory of the repository that holds the files. Default: its root.</param>
public sealed record GitSource(string Repository, string Revision = "HEAD", string Directory = ".")
{
    /// <summary>Path from the repository's root of a path below the output directory.</summary>
    /// <param name="path">The path, with slashes; <c>.</c>: the output directory itself.</param>
    public string PathOf(string path)
    {
        var root = Directory.Trim('/') is "." or "" ? "" : $"{Directory.Trim('/')}/";
        return path == "." && root.Length > 0 ? root.TrimEnd('/') : $"{root}{path}";
    }
}
