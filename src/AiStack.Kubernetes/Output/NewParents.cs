namespace AiStack.Kubernetes.Output;

/// <summary>Directories above the output directory that were made for it, and go again if nothing is written.</summary>
internal sealed class NewParents : IDisposable
{
    private readonly List<string> _made = [];

    private NewParents()
    {
    }

    /// <summary>Makes the directories that are missing.</summary>
    /// <param name="directory">The innermost one.</param>
    /// <exception cref="OutputException">A file is in the way.</exception>
    /// <exception cref="IOException">One cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">One may not be made.</exception>
    public static NewParents Create(string directory)
    {
        var parents = new NewParents();
        var nearest = directory;
        for (; !Path.Exists(nearest) && Path.GetDirectoryName(nearest) is { } above; nearest = above)
        {
            parents._made.Add(nearest);
        }

        if (File.Exists(nearest))
        {
            throw new OutputException($"'{nearest}' is a file, so no output directory can be made in it: choose another output directory.");
        }

        try
        {
            Directory.CreateDirectory(directory);
            return parents;
        }
        catch
        {
            parents.Dispose();
            throw;
        }
    }

    /// <summary>They stay: there is something in them.</summary>
    public void Keep() => _made.Clear();

    /// <summary>Removes them, innermost first, as far as they are empty.</summary>
    public void Dispose()
    {
        foreach (var made in _made)
        {
            if (!Directory.Exists(made))
            {
                continue;
            }

            if (Directory.EnumerateFileSystemEntries(made).Any())
            {
                break;
            }

            Directory.Delete(made);
        }
    }
}
