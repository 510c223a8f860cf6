namespace AiStack.Kubernetes.Tests.Output;

/// <summary>A directory for one test.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("aistack-output-").FullName;

    /// <summary>A path in it.</summary>
    internal string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Everything in it, directories with a slash, in order.</summary>
    internal string[] Tree() =>
        [.. new DirectoryInfo(Path).EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
            .Select(entry => System.IO.Path.GetRelativePath(Path, entry.FullName) + (entry is DirectoryInfo ? "/" : "")).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
