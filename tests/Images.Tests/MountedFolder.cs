namespace Images.Tests;

/// <summary>A folder of one test that a container, whoever its user is, may read.</summary>
internal sealed class MountedFolder : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("aistack-mounted-");

    public MountedFolder()
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_directory.FullName, _directory.UnixFileMode | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        }
    }

    public Task WriteAsync(string name, string text, CancellationToken cancelled) => File.WriteAllTextAsync(Path.Combine(_directory.FullName, name), text, cancelled);

    /// <summary>Options of <c>docker run</c> that put it into a container, to be read only.</summary>
    public string[] At(string path) => ["--volume", $"{_directory.FullName}:{path}:ro"];

    public void Dispose() => _directory.Delete(recursive: true);
}
