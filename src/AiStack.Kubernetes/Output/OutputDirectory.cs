using AiStack.Kubernetes.Formats;
namespace AiStack.Kubernetes.Output;

/// <summary>Writes a publication to a directory, as a whole or not at all.</summary>
public static class OutputDirectory
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private static readonly IReadOnlyList<IDirectoryExchange> Exchanges = [new AtomicExchange(), new RenameExchange()];

    /// <summary>Replaces everything in a directory by the files of a publication.</summary>
    /// <param name="directory">The directory: one that is missing (its parents are created), is empty, or was written by this method.</param>
    /// <param name="files">The files. A marker file is added.</param>
    /// <returns>Directories beside it that are no longer needed and could not be removed: worth a warning. As a rule none.</returns>
    /// <exception cref="OutputException">
    /// It cannot be replaced: it holds files of somebody else, is a link, is or holds the current or the home directory, may not be written, the disk is
    /// full, or another process has been writing it for half a minute; or a path in <paramref name="files"/> is no relative path or is doubled. What was
    /// there before is unchanged.
    /// </exception>
    /// <remarks>
    /// The files are written beside the directory and then exchanged with it in one step; a process killed at any moment leaves the former content or
    /// the new one, and the next call clears what it left.
    /// </remarks>
    public static IReadOnlyList<string> Replace(string directory, IReadOnlyList<PublicationFile> files) => Replace(directory, files, Exchanges, LongestWait);

    /// <inheritdoc cref="Replace(string, IReadOnlyList{PublicationFile})"/>
    /// <param name="directory">The directory.</param>
    /// <param name="files">The files.</param>
    /// <param name="exchanges">Ways to exchange directories, the best one first.</param>
    /// <param name="wait">How long another process may take.</param>
    internal static IReadOnlyList<string> Replace(string directory, IReadOnlyList<PublicationFile> files, IReadOnlyList<IDirectoryExchange> exchanges, TimeSpan wait)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        ArgumentNullException.ThrowIfNull(files);

        var directories = OutputPaths.DirectoriesOf(files);
        try
        {
            var place = OutputPlace.Of(directory);
            using var parents = NewParents.Create(place.Parent);
            using var held = OutputLock.Take(place, wait);
            List<string> left = held is null ? [] : [.. Leftovers.Repair(place)];
            Refuse(place, place.Target);
            try
            {
                new OutputWriter(place.New).Write(directories, files);
                Exchange(place, exchanges);
                parents.Keep();
            }
            finally
            {
                Leftovers.Remove(place.New, left);
            }

            return left;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw OutputFailures.Tell(directory, error);
        }
    }

    private static void Exchange(OutputPlace place, IReadOnlyList<IDirectoryExchange> exchanges)
    {
        if (!Directory.Exists(place.Target))
        {
            Directory.Move(place.New, place.Target);
            return;
        }

        var exchange = exchanges.First(exchange => exchange.TryExchange(place));
        try
        {
            // Somebody may have put files there since we looked; they must not be lost.
            Refuse(place, place.New);
        }
        catch
        {
            exchange.TryExchange(place);
            throw;
        }
    }

    // `at` is where the content of the output directory is at the moment.
    private static void Refuse(OutputPlace place, string at)
    {
        if (new FileInfo(at).LinkTarget is { } link)
        {
            throw new OutputException($"'{place.Target}' is a link to '{link}', which would be lost: name the directory that it leads to as the output directory.");
        }

        if (File.Exists(at))
        {
            throw new OutputException($"'{place.Target}' is a file: name a directory as the output directory.");
        }

        if (Directory.Exists(at) && !OutputMarker.MayReplace(at))
        {
            throw new OutputException(
                $"'{place.Target}' holds files that aistack did not write (it has no '{OutputMarker.FileName}' marker), and publishing replaces the directory as a whole: name another output directory, or empty this one.");
        }
    }
}
