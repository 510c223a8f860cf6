using AiStack.Core.Schema;

namespace AiStack.Kubernetes.Formats;

/// <summary>Reads in which format a user wants a publication.</summary>
public static class FormatReader
{
    private static readonly OrderedDictionary<string, OutputFormat> s_formats = new() { ["plain"] = OutputFormat.Plain, ["helm"] = OutputFormat.Helm, ["argocd"] = OutputFormat.ArgoCd };

    /// <summary>Names of the formats; the first one is meant when none is said.</summary>
    public static IReadOnlyList<string> Names => [.. s_formats.Keys];

    /// <summary>Reads the settings.</summary>
    /// <param name="format">Name of the format; nothing: the first one.</param>
    /// <param name="repository">For Argo CD: Git repository that the files will be committed to.</param>
    /// <param name="revision">For Argo CD: branch, tag or commit to follow; nothing: <c>HEAD</c>.</param>
    /// <param name="path">For Argo CD: directory of the repository; nothing: its root.</param>
    /// <param name="names">What the user calls these.</param>
    /// <exception cref="FormatException">There is no such format, it lacks something, or it has no use for something that is said.</exception>
    public static FormatOptions Read(string? format, string? repository, string? revision, string? path, FormatNames names)
    {
        ArgumentNullException.ThrowIfNull(names);

        var name = string.IsNullOrEmpty(format) ? Names[0] : format;
        if (!s_formats.TryGetValue(name, out var known))
        {
            throw new FormatException($"There is no format '{Excerpt.Of(name)}'. There are: {string.Join(", ", Names)}.");
        }

        if (known == OutputFormat.ArgoCd)
        {
            return new() { Format = known, Source = ReadSource(repository, revision, path, names) };
        }

        var surplus = new[] { (names.Repository, repository), (names.Revision, revision), (names.Path, path) }.FirstOrDefault(option => !string.IsNullOrEmpty(option.Item2)).Item1;
        return surplus is null ? new() { Format = known } : throw new FormatException($"'{surplus}' belongs to the format argocd; '{name}' knows no repository.");
    }

    // What Argo CD would refuse, long after the files are committed.
    private static GitSource ReadSource(string? repository, string? revision, string? path, FormatNames names)
    {
        if (string.IsNullOrEmpty(repository))
        {
            throw new FormatException($"Argo CD reads the files from Git: name the repository that they will be committed to with '{names.Repository}'.");
        }

        if (!IsAddress(repository))
        {
            throw new FormatException($"'{names.Repository}' takes the address that Argo CD clones, such as https://git.example.com/team/stacks.git or git@git.example.com:team/stacks.git, not '{Excerpt.Of(repository)}'.");
        }

        if (revision is not null && (revision.StartsWith('-') || revision.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))))
        {
            throw new FormatException($"'{names.Revision}' takes a branch, a tag or a commit, not '{Excerpt.Of(revision)}'.");
        }

        if (path is not null && (path.Split('/', '\\').Contains("..") || path.Any(char.IsControl)))
        {
            throw new FormatException($"'{names.Path}' takes a directory within the repository, counted from its root, not '{Excerpt.Of(path)}'.");
        }

        return new(repository, string.IsNullOrEmpty(revision) ? "HEAD" : revision, string.IsNullOrEmpty(path) ? "." : path);
    }

    // A URL, or ssh's short form: user@host:path.
    private static bool IsAddress(string repository) =>
        !repository.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
        && ((repository.Contains("://", StringComparison.Ordinal) && Uri.TryCreate(repository, UriKind.Absolute, out _)) || repository.IndexOf('@') is > 0 and var at && repository.IndexOf(':', at) > at + 1);
}
