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
    /// <exception cref="IOException">One cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">One may not be made.</exception>
    public static NewParents Create(string directory)
    {
        var parents = new NewParents();
        for (var missing = directory; missing is not null && !Path.Exists(missing); missing = Path.GetDirectoryName(missing))
        {
            parents._made.Add(missing);
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
