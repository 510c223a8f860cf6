namespace AiStack.Core.Schema;

/// <summary>Guesses which word was meant.</summary>
public static class Spelling
{
    // A longer text is no misspelling, and comparing it would cost the square of its length.
    private const int MaxLength = 64;

    /// <summary>The word nearest to a misspelt one, counting letters that are missing, too many, wrong, or swapped with their neighbour.</summary>
    /// <returns><see langword="null"/>: none is near enough to be suggested.</returns>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(word);
        ArgumentNullException.ThrowIfNull(candidates);
        if (word.Length > MaxLength)
        {
            return null;
        }

        var normalized = Normalized(word);
        var (nearest, allowed) = ((string?)null, Math.Max(1, word.Length / 3));
        foreach (var candidate in candidates)
        {
            // Of equally near ones the first counts, so that a later one has to be nearer.
            if (candidate.Length <= 2 * MaxLength && Distance(normalized, Normalized(candidate), allowed) is var distance && distance <= allowed)
            {
                (nearest, allowed) = (candidate, distance - 1);
            }
        }

        return nearest;
    }

    // maxModelLen, max-model-len and MAX_MODEL_LEN all mean max_model_len.
    private static string Normalized(string word) => word.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();

    // Damerau's distance (optimal string alignment), of which only three rows are looked at at a time; more than `allowed` means: too far.
    private static int Distance(string one, string other, int allowed)
    {
        if (Math.Abs(one.Length - other.Length) > allowed)
        {
            return allowed + 1;
        }

        var (before, above, row) = (new int[other.Length + 1], new int[other.Length + 1], new int[other.Length + 1]);
        for (var j = 0; j <= other.Length; j++)
        {
            above[j] = j;
        }

        for (var i = 1; i <= one.Length; i++)
        {
            var lowest = row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var distance = Math.Min(Math.Min(above[j], row[j - 1]) + 1, above[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                {
                    distance = Math.Min(distance, before[j - 2] + 1);
                }

                row[j] = distance;
                lowest = Math.Min(lowest, distance);
            }

            // Later rows only grow; a swap reaches back to the row above, which is never lower by more than one.
            if (lowest > allowed + 1)
            {
                return allowed + 1;
            }

            (before, above, row) = (above, row, before);
        }

        return above[other.Length];
    }
}
