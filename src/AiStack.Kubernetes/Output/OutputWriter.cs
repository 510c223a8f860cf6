using AiStack.Kubernetes.Formats;
using System.Buffers;
using System.Text;

namespace AiStack.Kubernetes.Output;

/// <summary>Writes a publication into a new directory, with the same permissions whatever the user's mask: 0755 and 0644.</summary>
/// <remarks>
/// It asks for no synchronisation with the disk: what a killed process has written stays written, and only a failure of the machine itself could lose
/// it, for which two thousand of them would take longer than all the rest. A publication can be repeated.
/// </remarks>
internal sealed class OutputWriter(string root)
{
    private const UnixFileMode FileMode644 = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode DirectoryMode755 = FileMode644 | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private const UnixFileMode Permissions = (UnixFileMode)0x1FF;

    // vfat and some network file systems decide permissions themselves; the first refusal says so.
    private bool _modesAreFixed = OperatingSystem.IsWindows();

    /// <summary>Writes the marker, then the directories, then the files.</summary>
    /// <param name="directories">The directories of the files, each after the one that it is in.</param>
    /// <param name="files">The files.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public void Write(IReadOnlyList<string> directories, IReadOnlyList<PublicationFile> files)
    {
        WriteDirectory(root);
        WriteFile(Path.Combine(root, OutputMarker.FileName), OutputMarker.Content);
        foreach (var directory in directories)
        {
            WriteDirectory(Path.Combine(root, directory));
        }

        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        foreach (var file in files)
        {
            var most = Encoding.UTF8.GetMaxByteCount(file.Content.Length);
            if (most > buffer.Length)
            {
                ArrayPool<byte>.Shared.Return(buffer);
                buffer = ArrayPool<byte>.Shared.Rent(most);
            }

            WriteFile(Path.Combine(root, file.Path), buffer.AsSpan(0, Encoding.UTF8.GetBytes(file.Content, buffer)));
        }

        ArrayPool<byte>.Shared.Return(buffer);
    }

    private void WriteFile(string path, ReadOnlySpan<byte> content)
    {
        using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write);
        RandomAccess.Write(file, content, fileOffset: 0);
        if (!OperatingSystem.IsWindows())
        {
            SetMode(FileMode644, file, File.GetUnixFileMode, File.SetUnixFileMode);
        }
    }

    private void WriteDirectory(string path)
    {
        Directory.CreateDirectory(path);
        if (!OperatingSystem.IsWindows())
        {
            SetMode(DirectoryMode755, path, File.GetUnixFileMode, File.SetUnixFileMode);
        }
    }

    private void SetMode<T>(UnixFileMode wanted, T what, Func<T, UnixFileMode> read, Action<T, UnixFileMode> write)
    {
        if (_modesAreFixed || (read(what) is var mode && (mode & Permissions) == wanted))
        {
            return;
        }

        try
        {
            // A set-group-id bit that a directory inherits stays.
            write(what, wanted | (mode & ~Permissions));
        }
        catch (UnauthorizedAccessException)
        {
            _modesAreFixed = true;
        }
    }
}
