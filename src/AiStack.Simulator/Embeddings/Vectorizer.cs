using AiStack.Simulator.CommandLine;
using AiStack.Simulator.Text;

namespace AiStack.Simulator.Embeddings;

/// <summary>Turns texts into unit vectors that are near each other when the texts share words or parts of words.</summary>
/// <remarks>
/// Words, pairs of words and three-letter parts are features; each feature adds to a few places of the vector that its hash
/// names (signed feature hashing). The angle between two vectors then follows the overlap of their texts: enough for a
/// retrieval example to find the right document, and the same on every machine.
/// </remarks>
/// <param name="size">Numbers in a vector.</param>
/// <param name="seed">Another seed, another space.</param>
internal sealed class Vectorizer(int size, ulong seed)
{
    private const int PlacesPerFeature = 16;
    private const float WordWeight = 1f;
    private const float PairWeight = 0.5f;
    private const float PartWeight = 0.25f;
    private const float CommonWordFactor = 0.1f;

    // Words that say nothing about what a text is about.
    private static readonly HashSet<string> Common = new(StringComparer.Ordinal)
    {
        "a", "an", "and", "are", "as", "at", "be", "but", "by", "can", "do", "does", "for", "from", "has", "have", "how", "i", "in", "is", "it",
        "its", "my", "of", "on", "or", "that", "the", "this", "to", "was", "we", "what", "when", "where", "which", "who", "why", "will", "with", "you", "your",
    };

    /// <summary>The vectors of a served model: another model or seed, another space.</summary>
    public static Vectorizer For(ServerOptions options) => new(options.VectorSize, SplitMix.Fold((ulong)options.Seed, options.Model));

    /// <summary>The vector of a text.</summary>
    /// <param name="text">The text; an empty one has a vector too.</param>
    public float[] Embed(string text)
    {
        var vector = new float[size];
        var previous = "";
        // No two texts shall be exactly orthogonal or, if both are empty of words, both zero: a common origin.
        Add(vector, SplitMix.Fold(seed, ""), 0.05f);
        foreach (var word in Words(text))
        {
            var weight = Common.Contains(word) ? CommonWordFactor : 1f;
            Add(vector, SplitMix.Fold(seed + 1, word), weight * WordWeight);
            Add(vector, SplitMix.Fold(SplitMix.Fold(seed + 2, previous), word), weight * PairWeight);
            var padded = $"<{word}>";
            for (var i = 0; i + 3 <= padded.Length; i++)
            {
                Add(vector, SplitMix.Fold(seed + 3, padded.AsSpan(i, 3)), weight * PartWeight);
            }

            previous = word;
        }

        return Normalize(vector);
    }

    /// <summary>The first numbers of a vector, brought to unit length again.</summary>
    public static float[] Shorten(float[] vector, int dimensions) => dimensions >= vector.Length ? vector : Normalize(vector[..dimensions]);

    private static float[] Normalize(float[] vector)
    {
        var sum = 0.0;
        foreach (var number in vector)
        {
            sum += (double)number * number;
        }

        if (sum == 0)
        {
            // All features fell on places that were cut off, or cancelled out.
            vector[0] = 1;
            return vector;
        }

        var factor = (float)(1 / Math.Sqrt(sum));
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] *= factor;
        }

        return vector;
    }

    private static IEnumerable<string> Words(string text)
    {
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var inWord = i < text.Length && char.IsLetterOrDigit(text[i]);
            if (inWord && start < 0)
            {
                start = i;
            }
            else if (!inWord && start >= 0)
            {
                yield return text[start..i].ToLowerInvariant();
                start = -1;
            }
        }
    }

    private static void Add(float[] vector, ulong hash, float weight)
    {
        var places = new SplitMix(hash);
        for (var i = 0; i < PlacesPerFeature; i++)
        {
            var bits = places.Next();
            vector[(int)((bits >> 33) % (ulong)vector.Length)] += (bits & 1) == 0 ? weight : -weight;
        }
    }
}
