namespace AiStack.Kubernetes.Output;

/// <summary>Exchanges two directories by renaming, where there is nothing better: for a moment the output directory is missing.</summary>
/// <param name="afterStep">Called with the number of each step that is done; tests stop there.</param>
/// <remarks>
/// A process killed in between leaves both whole, and <see cref="Leftovers.Repair"/> mends it. What stands in <see cref="OutputPlace.Old"/> is always whole:
/// only from <see cref="OutputPlace.New"/> is anything removed.
/// </remarks>
internal sealed class RenameExchange(Action<int>? afterStep = null) : IDirectoryExchange
{
    /// <inheritdoc/>
    public bool TryExchange(OutputPlace place)
    {
        Directory.Move(place.Target, place.Old);
        try
        {
            afterStep?.Invoke(1);
            Directory.Move(place.New, place.Target);
        }
        catch
        {
            Directory.Move(place.Old, place.Target);
            throw;
        }

        afterStep?.Invoke(2);
        Directory.Move(place.Old, place.New);
        afterStep?.Invoke(3);
        return true;
    }
}
