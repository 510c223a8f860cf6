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

    [Theory]
    [InlineData(3, 3)]
    [InlineData(-1, 8)]
    [InlineData(8, 8)]
    public async Task Embeddings_Truncated_AreThoseOfTheEnd(int most, int expected)
    {
        await using var simulator = await RunningSimulator.StartEmbeddingAsync("--max-model-len", "8");
        const string text = "one two three four five six seven eight nine ten";
        var words = text.Split(' ');

        var (status, cut) = await simulator.PostAsync("/v1/embeddings", new { input = text, truncate_prompt_tokens = most });
        var (_, end) = await simulator.PostAsync("/v1/embeddings", new { input = string.Join(' ', words[^expected..]) });

        Assert.Equal(200, status);
        Assert.Equal(expected, cut.GetProperty("usage").GetProperty("prompt_tokens").GetInt32());
        Assert.Equal(end.GetProperty("data")[0].GetProperty("embedding").GetRawText(), cut.GetProperty("data")[0].GetProperty("embedding").GetRawText());
    }

    [Fact]
    public async Task Embeddings_ShorterThanTheTruncation_StayWhole()
    {
        await using var simulator = await RunningSimulator.StartEmbeddingAsync();

        var (_, answer) = await simulator.PostAsync("/v1/embeddings", new { input = "one two", truncate_prompt_tokens = 5 });

        Assert.Equal(2, answer.GetProperty("usage").GetProperty("prompt_tokens").GetInt32());
    }

    [Theory]
    [InlineData("""{"input":"x","truncate_prompt_tokens":9}""", "cannot be greater than")]
    [InlineData("""{"input":"x","truncate_prompt_tokens":-2}""", "greater than or equal to -1")]
    [InlineData("""{"input":"x","truncate_prompt_tokens":0}""", "cannot be empty")]
    [InlineData("""{"input":[[]]}""", "cannot be empty")]
    [InlineData("""{"input":[[1],[]]}""", "cannot be empty")]
    [InlineData("""{"input":[]}""", "non-empty")]
    public async Task Embeddings_OfNothingOrTooMuch_Get400(string body, string message)
    {
        await using var simulator = await RunningSimulator.StartEmbeddingAsync("--max-model-len", "8");

        var (status, answer) = await simulator.PostRawAsync("/v1/embeddings", body);

        Assert.Equal(400, status);
        Assert.Contains(message, answer, StringComparison.Ordinal);
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
