using AiStack.Kubernetes.Formats;

namespace AiStack.Tests;

/// <summary>Files of a publication on the disk, until the test ends.</summary>
internal sealed class WrittenFiles : IDisposable
{
    internal WrittenFiles(IEnumerable<PublicationFile> files)
    {
        foreach (var file in files)
        {
            Add(file.Path, file.Content);
        }
    }

    internal string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("aistack-format-").FullName;

    internal void Add(string path, string content)
    {
        var target = Path.Combine(Directory, path);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.WriteAllText(target, content);
    }

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);
}
