namespace AiStack.Kubernetes.Output;

/// <summary>Paths without links in them.</summary>
internal static class RealPath
{
    // As many as Linux follows before it calls it a loop.
    private const int MostLinks = 40;

    /// <summary>The path of an existing directory with every link in it resolved.</summary>
    /// <exception cref="IOException">Links lead in a circle.</exception>
    public static string Of(string path) => Of(Path.GetFullPath(path), MostLinks);

    private static string Of(string path, int linksLeft)
    {
        if (Path.GetDirectoryName(path) is not { } parent)
        {
            return path;
        }

        var real = Path.Combine(Of(parent, linksLeft), Path.GetFileName(path));
        return new DirectoryInfo(real).LinkTarget switch
        {
            null => real,
            _ when linksLeft == 0 => throw new IOException($"Too many links in '{path}'."),
            var link => Of(Path.GetFullPath(link, Path.GetDirectoryName(real)!), linksLeft - 1),
        };
    }
}
