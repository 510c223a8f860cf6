namespace AiStack.Simulator.Text;

/// <summary>Makes up probabilities for tokens: the chosen one is the likeliest, the others follow with less and less.</summary>
internal static class Logprobs
{
    /// <summary>The token itself followed by <paramref name="alternatives"/> tokens in falling order, the first of which is the token again.</summary>
    /// <param name="vocabulary">Names the tokens.</param>
    /// <param name="id">The token.</param>
    /// <param name="place">Its place in the text it is part of.</param>
    /// <param name="alternatives">How many to name.</param>
    public static (Logprob Chosen, Logprob[] Top) For(Vocabulary vocabulary, int id, int place, int alternatives)
    {
        var random = new SplitMix(SplitMix.Fold((ulong)id, (ulong)place));
        var probability = 0.5 + (random.Fraction() * 0.49);
        var chosen = new Logprob(vocabulary.Decode([id]), Math.Log(probability));
        var top = new Logprob[alternatives];
        var left = 1 - probability;
        for (var i = 0; i < top.Length; i++)
        {
            if (i == 0)
            {
                top[i] = chosen;
                continue;
            }

            left *= 0.5;
            // Low numbers are the vocabulary's common pieces; the first 256 are single bytes.
            top[i] = new Logprob(vocabulary.Decode([256 + random.Below(20_000)]), Math.Log(left));
        }

        return (chosen, top);
    }
}
