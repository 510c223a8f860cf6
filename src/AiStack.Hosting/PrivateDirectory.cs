using Microsoft.Extensions.Hosting;

namespace AiStack.Hosting;

/// <summary>A directory for files of one run that nobody else on the machine may look into, removed when the run ends.</summary>
/// <remarks>It is made when it is first needed. What a run that was killed has left is removed by the next one that makes such a directory.</remarks>
public sealed class PrivateDirectory
{
    private const string Prefix = "aistack-run-files-";
    private const string LockName = "lock";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly Lock _gate = new();
    private bool _isThere;

    /// <summary>Names the directory; nothing is made yet.</summary>
    // No guessing which name it will have, and so no making it before we do.
    public PrivateDirectory() => Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"{Prefix}{Guid.NewGuid():n}");

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Makes the directory if it is not there.</summary>
    /// <param name="lifetime">The end of the run.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    public void Ensure(IHostApplicationLifetime lifetime)
    {
        ArgumentNullException.ThrowIfNull(lifetime);

        lock (_gate)
        {
            if (_isThere)
            {
                return;
            }

            Sweep();
            _ = OperatingSystem.IsWindows() ? Directory.CreateDirectory(Path) : Directory.CreateDirectory(Path, OwnerOnly);

            // Held as long as the run lives, however it ends.
            var held = new FileStream(System.IO.Path.Combine(Path, LockName), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
            lifetime.ApplicationStopped.Register(() =>
            {
                held.Dispose();
                TryRemove(Path);
            });
            _isThere = true;
        }
    }

    private static void Sweep()
    {
        foreach (var directory in Directory.EnumerateDirectories(System.IO.Path.GetTempPath(), Prefix + "*"))
        {
            try
            {
                // One that is just being made has no such file yet, and is let alone.
                using var held = new FileStream(System.IO.Path.Combine(directory, LockName), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
                TryRemove(directory);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // Somebody's that lives.
            }
        }
    }

    private static void TryRemove(string directory)
    {
        try
        {
            Directory.Delete(directory, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The next run tries again.
        }
    }
}
