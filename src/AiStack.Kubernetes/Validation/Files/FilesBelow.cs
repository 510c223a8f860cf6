using System.IO.Enumeration;

namespace AiStack.Kubernetes.Validation.Files;

/// <summary>The files below a directory.</summary>
internal static class FilesBelow
{
    private static readonly EnumerationOptions s_everything = new() { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = false };

    /// <summary>Paths of all files, in the order of their names. Links to files count; links to directories are not followed, as kubectl does not: they may lead in a circle.</summary>
    /// <exception cref="IOException">A directory cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A directory may not be read.</exception>
    public static IReadOnlyList<string> Of(string directory) =>
    [
        .. new FileSystemEnumerable<string>(directory, (ref FileSystemEntry entry) => entry.ToSpecifiedFullPath(), s_everything)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory,
            ShouldRecursePredicate = (ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) == 0,
        }.Order(StringComparer.Ordinal),
    ];
}
