using AiStack.Simulator.Embeddings;
using AiStack.Simulator.Serving;

namespace AiStack.Simulator.Scoring;

/// <summary>Scores pairs of texts by the angle between their embeddings, as vLLM does with a model that embeds.</summary>
/// <remarks>Source: vLLM <c>BiEncoderIOProcessor</c>. Each text is embedded once, however many pairs it is part of.</remarks>
internal sealed class PairScorer(SimulatedModel model)
{
    private readonly Vectorizer _vectorizer = Vectorizer.For(model.Options);

    /// <summary>Has the engine read all texts and compares them.</summary>
    /// <returns>A score per pair, from -1 to 1; the same text twice has 1.</returns>
    public async Task<IReadOnlyList<double>> ScoreAsync(HttpContext http, TextPairs texts)
    {
        await model.StartPooling(http, [.. texts.All.Select(text => text.Ids.Count)]).CompleteAsync();
        var vectors = texts.All.Select(text => text.Text).Distinct(StringComparer.Ordinal).ToDictionary(text => text, _vectorizer.Embed, StringComparer.Ordinal);
        return [.. texts.Pairs.Select(pair => Cosine(vectors[pair.First.Text], vectors[pair.Second.Text]))];
    }

    // The vectors have unit length but for what 32-bit numbers round away.
    private static double Cosine(float[] one, float[] other)
    {
        var sum = 0.0;
        for (var i = 0; i < one.Length; i++)
        {
            sum += (double)one[i] * other[i];
        }

        return Math.Clamp((float)sum, -1, 1);
    }
}
