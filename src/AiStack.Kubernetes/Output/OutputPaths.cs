using System.Text;
using AiStack.Kubernetes.Formats;

namespace AiStack.Kubernetes.Output;

/// <summary>Holds the paths of a publication against what every file system and every reader of it takes.</summary>
internal static class OutputPaths
{
    // Bytes of a name, on all the usual file systems.
    private const int LongestName = 255;

    /// <summary>The directories that the files are in, each after the one that it is in.</summary>
    /// <exception cref="OutputException">A path leaves the directory, is no path, or takes the place of another where case does not count.</exception>
    public static IReadOnlyList<string> DirectoriesOf(IReadOnlyList<PublicationFile> files)
    {
        // Case does not count on macOS and Windows, where a published tree is unpacked as well.
        var taken = new Dictionary<string, string>(files.Count * 2, StringComparer.OrdinalIgnoreCase) { [OutputMarker.FileName] = "the marker file" };
        var known = new HashSet<string>(StringComparer.Ordinal);
        List<string> directories = [];
        foreach (var file in files)
        {
            Validate(file.Path);
            AddDirectories(file.Path, known, taken, directories);
        }

        foreach (var file in files)
        {
            if (!taken.TryAdd(file.Path, file.Path))
            {
                throw Clash(file.Path, taken[file.Path]);
            }
        }

        return directories;
    }

    private static void AddDirectories(string path, HashSet<string> known, Dictionary<string, string> taken, List<string> directories)
    {
        var slash = path.LastIndexOf('/');
        if (slash < 0 || known.Contains(path[..slash]))
        {
            return;
        }

        var directory = path[..slash];
        AddDirectories(directory, known, taken, directories);
        if (!taken.TryAdd(directory, directory))
        {
            throw Clash(directory, taken[directory]);
        }

        known.Add(directory);
        directories.Add(directory);
    }

    private static void Validate(string path)
    {
        if (path.AsSpan().ContainsAny('\\', ':') || path.Any(char.IsControl))
        {
            throw new OutputException($"The file '{path}' cannot be published: use no '\\', no ':' and no control characters in its path.");
        }

        foreach (var range in path.AsSpan().Split('/'))
        {
            var name = path.AsSpan(range);
            if (name.IsEmpty || name is "." or "..")
            {
                throw new OutputException($"The file '{path}' cannot be published: its path must be relative, names joined by '/', without empty ones, '.' and '..'.");
            }

            if (Encoding.UTF8.GetByteCount(name) > LongestName)
            {
                throw new OutputException($"The file '{path}' cannot be published: a file name may have {LongestName} bytes; shorten the name it is made from.");
            }
        }
    }

    private static OutputException Clash(string path, string other) =>
        new($"'{path}' cannot be published beside '{other}': where case does not count both have one place; rename what one of them is made from.");
}
