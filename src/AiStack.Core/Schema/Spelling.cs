namespace AiStack.Core.Schema;

/// <summary>Guesses which word was meant.</summary>
public static class Spelling
{
    /// <summary>The word nearest to a misspelt one.</summary>
    /// <returns><see langword="null"/>: none is near enough to be suggested.</returns>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(word);
        ArgumentNullException.ThrowIfNull(candidates);

        // A longer text is no misspelling, and comparing it would cost the square of its length.
        if (word.Length > 64)
        {
            return null;
        }

        var allowed = Math.Max(1, word.Length / 3);
        return candidates
            .Select(candidate => (candidate, distance: Distance(Normalized(word), Normalized(candidate))))
            .Where(pair => pair.distance <= allowed)
            .OrderBy(pair => pair.distance)
            .Select(pair => pair.candidate)
            .FirstOrDefault();
    }

    // maxModelLen, max-model-len and MAX_MODEL_LEN all mean max_model_len.
    private static string Normalized(string word) => new([.. word.Where(character => character is not ('_' or '-')).Select(char.ToLowerInvariant)]);

    // Levenshtein's distance, one row at a time.
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (one[i - 1] == other[j - 1] ? 0 : 1)));
            }
        }

        return row[^1];
    }
}
