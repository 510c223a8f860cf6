namespace AiStack.Kubernetes.Output;

/// <summary>What processes that were killed left beside an output directory.</summary>
internal static class Leftovers
{
    /// <summary>Moves the output directory back if a killed process had moved it aside, and removes everything else that is left. The lock must be held: without it, it may be somebody's work.</summary>
    /// <returns>What could not be removed.</returns>
    /// <exception cref="IOException">The output directory cannot be moved back.</exception>
    /// <exception cref="UnauthorizedAccessException">The output directory cannot be moved back.</exception>
    public static IReadOnlyList<string> Repair(OutputPlace place)
    {
        List<string> left = [];
        foreach (var leftover in place.Leftovers())
        {
            if (!OutputPlace.IsFormer(leftover))
            {
                Remove(leftover, left);
            }
            else if (!Path.Exists(place.Target))
            {
                Directory.Move(leftover, place.Target);
            }
            else
            {
                // Under its own name it would count as whole while it is removed.
                Directory.Move(leftover, place.New);
                Remove(place.New, left);
            }
        }

        return left;
    }

    /// <summary>Removes a directory of ours, its marker last: a part of it that is left is recognised. One that is not ours stays.</summary>
    /// <param name="directory">The directory; there need not be one.</param>
    /// <param name="left">Takes it if it cannot be removed.</param>
    public static void Remove(string directory, List<string> left)
    {
        try
        {
            if (!OutputMarker.MayReplace(directory))
            {
                left.Add(directory);
                return;
            }

            foreach (var entry in new DirectoryInfo(directory).EnumerateFileSystemInfos())
            {
                if (entry is DirectoryInfo { LinkTarget: null } inner)
                {
                    inner.Delete(recursive: true);
                }
                else if (entry.Name != OutputMarker.FileName)
                {
                    entry.Delete();
                }
            }

            File.Delete(Path.Combine(directory, OutputMarker.FileName));
            Directory.Delete(directory);
        }
        catch (DirectoryNotFoundException)
        {
            // It was never made, or somebody has removed it.
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            left.Add(directory);
        }
    }
}
