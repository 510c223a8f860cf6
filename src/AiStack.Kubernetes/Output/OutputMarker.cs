using System.Text;

namespace AiStack.Kubernetes.Output;

/// <summary>The file that says that a directory is ours to replace.</summary>
internal static class OutputMarker
{
    /// <summary>Its name.</summary>
    public const string FileName = ".aistack";

    // What follows may be reworded; directories with an earlier wording stay recognised by this.
    private const string Start = "aistack output:";

    /// <summary>Its text: the same for every publication.</summary>
    public static ReadOnlySpan<byte> Content => "aistack output: this directory is replaced as a whole at every publish; keep files of your own elsewhere.\n"u8;

    /// <summary>Whether a directory bears the marker, which is a file and not a link to one.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static bool IsIn(string directory)
    {
        var marker = new FileInfo(Path.Combine(directory, FileName));
        if (!marker.Exists || marker.LinkTarget is not null)
        {
            return false;
        }

        Span<byte> start = stackalloc byte[Start.Length];
        using var stream = new FileStream(marker.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && Encoding.ASCII.GetString(start) == Start;
    }

    /// <summary>Whether a directory may be replaced or removed: it bears the marker or has nothing in it.</summary>
    /// <inheritdoc cref="IsIn"/>
    // A process killed while it writes the marker leaves an empty one.
    public static bool MayReplace(string directory) =>
        IsIn(directory) || new DirectoryInfo(directory).EnumerateFileSystemInfos().All(entry => entry is FileInfo { Name: FileName, Length: 0, LinkTarget: null });
}
