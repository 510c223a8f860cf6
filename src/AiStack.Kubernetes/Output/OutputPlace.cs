using System.Buffers;
using System.Security.Cryptography;

namespace AiStack.Kubernetes.Output;

/// <summary>Where an output directory is, and what stands beside it while it is replaced.</summary>
/// <remarks>
/// Beside <c>out</c> stand <c>.out.aistack-1a2b3c4d.new</c>, the publication that is being written, and, where two directories cannot be exchanged in
/// one step, <c>.out.aistack-1a2b3c4d.old</c>. Both are gone at the end; those of a process that was killed are cleared by the next one.
/// </remarks>
internal sealed class OutputPlace
{
    private const string NewSuffix = ".new";
    private const string OldSuffix = ".old";
    private const int TagLength = 8;
    private static readonly SearchValues<char> TagCharacters = SearchValues.Create("0123456789abcdef");

    private readonly string _prefix;

    private OutputPlace(string parent, string name)
    {
        (Parent, Target) = (parent, Path.Combine(parent, name));
        _prefix = $".{name}.aistack-";
        var tag = RandomNumberGenerator.GetHexString(TagLength, lowercase: true);
        (New, Old) = (Path.Combine(parent, _prefix + tag + NewSuffix), Path.Combine(parent, _prefix + tag + OldSuffix));
    }

    /// <summary>The directory that the output directory is in, links resolved.</summary>
    public string Parent { get; }

    /// <summary>The output directory.</summary>
    public string Target { get; }

    /// <summary>Where this process writes the new content.</summary>
    public string New { get; }

    /// <summary>Where this process puts the former content for a moment, if it must.</summary>
    public string Old { get; }

    /// <summary>Finds the place of an output directory, whose parent exists.</summary>
    /// <exception cref="OutputException">It is one that must not be replaced, such as the current directory.</exception>
    public static OutputPlace Of(string directory)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        var (parent, name) = (Path.GetDirectoryName(full), Path.GetFileName(full));
        if (parent is null || name.Length == 0)
        {
            throw new OutputException($"'{directory}' cannot be the output directory, since it is replaced as a whole: name a directory of its own, such as 'out'.");
        }

        var place = new OutputPlace(RealPath.Of(parent), name);
        foreach (var (what, kept) in new[] { ("current", Environment.CurrentDirectory), ("home", Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)) })
        {
            if (kept.Length > 0 && place.Holds(RealPath.Of(kept)))
            {
                throw new OutputException($"'{directory}' cannot be the output directory, since it is replaced as a whole and your {what} directory is in it: name a directory of its own, such as 'out'.");
            }
        }

        return place;
    }

    /// <summary>Directories that earlier processes left beside the output directory, in the order of their names.</summary>
    /// <remarks>Only what has our name and is a directory of ours: nobody else's file is taken for one.</remarks>
    public IReadOnlyList<string> Leftovers() => [.. Directory.EnumerateDirectories(Parent, _prefix + "*").Where(IsLeftover).Order(StringComparer.Ordinal)];

    /// <summary>Whether a leftover is former content that was put aside.</summary>
    public static bool IsFormer(string leftover) => leftover.EndsWith(OldSuffix, StringComparison.Ordinal);

    private bool IsLeftover(string path)
    {
        var rest = Path.GetFileName(path.AsSpan())[_prefix.Length..];
        return rest.Length > TagLength
            && rest[TagLength..] is NewSuffix or OldSuffix
            && !rest[..TagLength].ContainsAnyExcept(TagCharacters)
            && new DirectoryInfo(path).LinkTarget is null
            && OutputMarker.MayReplace(path);
    }

    private bool Holds(string path)
    {
        var comparison = OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return path.Equals(Target, comparison) || path.StartsWith(Target + Path.DirectorySeparatorChar, comparison);
    }
}
