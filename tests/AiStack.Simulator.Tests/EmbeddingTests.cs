using OpenAI.Embeddings;

namespace AiStack.Simulator.Tests;

public sealed class EmbeddingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Embeddings_ThroughTheOfficialClient_AreUnitVectorsOfTheAskedSize()
    {
        await using var simulator = await RunningSimulator.StartEmbeddingAsync("--vector-size", "384");

        OpenAIEmbeddingCollection answer = await simulator.OpenAI.GetEmbeddingClient(RunningSimulator.Model).GenerateEmbeddingsAsync(["one text", "another text", ""], cancellationToken: Cancellation);

        Assert.Equal(3, answer.Count);
        Assert.All(answer, vector => Assert.Equal(384, vector.ToFloats().Length));
        Assert.All(answer, vector => Assert.Equal(1, Dot(vector.ToFloats(), vector.ToFloats()), 4));
    }

    [Fact]
    public async Task Embeddings_SimilarTexts_AreNearerThanUnlikeOnes()
    {
        await using var simulator = await RunningSimulator.StartEmbeddingAsync();
        var texts = new[]
        {
            "How do I reset my password?", "I forgot my password and want to reset it",
            "Paris is the capital of France", "The French capital is Paris",
            "Bake the bread for forty minutes", "The bread is baked in forty minutes",
        };

        OpenAIEmbeddingCollection answer = await simulator.OpenAI.GetEmbeddingClient(RunningSimulator.Model).GenerateEmbeddingsAsync(texts, cancellationToken: Cancellation);

        var vectors = answer.Select(vector => vector.ToFloats()).ToList();
        for (var i = 0; i < texts.Length; i++)
        {
            var nearest = Enumerable.Range(0, texts.Length).Where(j => j != i).MaxBy(j => Dot(vectors[i], vectors[j]));
            Assert.Equal(i ^ 1, nearest);
        }
    }

    [Fact]
    public async Task Embeddings_AllFormsOfOneText_HaveTheSameVector()
    {
        await using var simulator = await RunningSimulator.StartEmbeddingAsync();
        var (_, tokens) = await simulator.PostAsync("/tokenize", new { prompt = "hello wide world" });
        var ids = tokens.GetProperty("tokens");

        var fromText = await VectorAsync(simulator, "hello wide world", "float");

        Assert.Equal(fromText, await VectorAsync(simulator, new[] { "hello wide world" }, "float"));
        Assert.Equal(fromText, await VectorAsync(simulator, ids, "float"));
        Assert.Equal(fromText, await VectorAsync(simulator, new[] { ids }, "float"));
        Assert.Equal(fromText, await VectorAsync(simulator, "hello wide world", "base64"));
    }

    [Fact]
    public async Task Embeddings_Dimensions_OnlyForAMatryoshkaModel()
    {
        await using var plain = await RunningSimulator.StartEmbeddingAsync();
        await using var matryoshka = await RunningSimulator.StartEmbeddingAsync("--hf-overrides", """{"is_matryoshka": true}""");

        var (refused, error) = await plain.PostAsync("/v1/embeddings", new { input = "x", dimensions = 64 });
        var (_, answer) = await matryoshka.PostAsync("/v1/embeddings", new { input = "x", dimensions = 64 });
        var (tooMany, _) = await matryoshka.PostAsync("/v1/embeddings", new { input = "x", dimensions = 10_000 });

        Assert.Equal(400, refused);
        Assert.Contains("matryoshka", error.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
        var vector = answer.GetProperty("data")[0].GetProperty("embedding").EnumerateArray().Select(number => number.GetSingle()).ToArray();
        Assert.Equal(64, vector.Length);
        Assert.Equal(1, Dot(vector, vector), 4);
        Assert.Equal(400, tooMany);
    }

    [Fact]
    public async Task Embeddings_CountTheirTokens_InUsageAndMetrics()
    {
        await using var simulator = await RunningSimulator.StartEmbeddingAsync();

        var (_, answer) = await simulator.PostAsync("/v1/embeddings", new { input = new[] { "one two three", "one" } });

        var tokens = answer.GetProperty("usage").GetProperty("prompt_tokens").GetInt32();
        Assert.Equal(4, tokens);
        Assert.Equal(tokens, await simulator.MetricAsync("vllm:prompt_tokens_total"));
        Assert.Equal(2, await simulator.MetricAsync("vllm:request_success_total", "finished_reason=\"stop\""));
    }

    [Fact]
    public async Task PathsOfTheOtherKind_AreUnknown()
    {
        await using var pooling = await RunningSimulator.StartEmbeddingAsync();
        await using var generating = await RunningSimulator.StartAsync();

        Assert.Equal(404, (await pooling.PostAsync("/v1/chat/completions", RunningSimulator.Chat("x"))).Status);
        Assert.Equal(404, (await generating.PostAsync("/v1/embeddings", new { input = "x" })).Status);
    }

    private static async Task<float[]> VectorAsync(RunningSimulator simulator, object input, string format)
    {
        var (status, answer) = await simulator.PostAsync("/v1/embeddings", new { input, encoding_format = format });
        Assert.Equal(200, status);
        var embedding = answer.GetProperty("data")[0].GetProperty("embedding");
        return format == "float"
            ? [.. embedding.EnumerateArray().Select(number => number.GetSingle())]
            : [.. embedding.GetBytesFromBase64().Chunk(4).Select(bytes => BitConverter.ToSingle(bytes))];
    }

    private static double Dot(ReadOnlyMemory<float> one, ReadOnlyMemory<float> other) => one.ToArray().Zip(other.ToArray(), (a, b) => (double)a * b).Sum();
}
