using System.Text.Json;

namespace AiStack.Simulator.Tests;

public sealed class ScoringTests
{
    private const string Query = "How do I reset my password?";

    private static readonly string[] Documents = ["Bake the bread for forty minutes", "I forgot my password and want to reset it", "Paris is the capital of France"];

    [Theory]
    [InlineData("/v1/rerank")]
    [InlineData("/v2/rerank")]
    [InlineData("/rerank")]
    public async Task Rerank_PutsTheFittingDocumentFirst(string path)
    {
        await using var simulator = await RunningSimulator.StartEmbeddingAsync();

        var (status, answer) = await simulator.PostAsync(path, new { model = RunningSimulator.Model, query = Query, documents = Documents });

        Assert.Equal(200, status);
        Assert.Equal(RunningSimulator.Model, answer.GetProperty("model").GetString());
        var results = answer.GetProperty("results").EnumerateArray().ToList();
        Assert.Equal(3, results.Count);
        Assert.Equal(1, results[0].GetProperty("index").GetInt32());
        Assert.All(results, result => Assert.Equal(Documents[result.GetProperty("index").GetInt32()], result.GetProperty("document").GetProperty("text").GetString()));
        var scores = results.Select(result => result.GetProperty("relevance_score").GetDouble()).ToList();
        Assert.Equal(scores.OrderDescending(), scores);
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(9, 3)]
    public async Task Rerank_TopN_GivesThatManyAndCountsAll(int most, int expected)
    {
        await using var simulator = await RunningSimulator.StartEmbeddingAsync();

        var (_, all) = await simulator.PostAsync("/rerank", new { query = Query, documents = Documents });
        var (_, answer) = await simulator.PostAsync("/rerank", new { query = Query, documents = Documents, top_n = most });

        Assert.Equal(all.GetProperty("results").EnumerateArray().Take(expected).Select(result => result.GetRawText()), answer.GetProperty("results").EnumerateArray().Select(result => result.GetRawText()));
        Assert.Equal(all.GetProperty("usage").GetRawText(), answer.GetProperty("usage").GetRawText());
    }

    [Theory]
    [InlineData("/v1/score")]
    [InlineData("/score")]
    public async Task Score_IsTheCosineOfTheEmbeddings(string path)
    {
        await using var simulator = await RunningSimulator.StartEmbeddingAsync();
        var (_, embeddings) = await simulator.PostAsync("/v1/embeddings", new { input = (string[])[Query, .. Documents] });
        var vectors = embeddings.GetProperty("data").EnumerateArray().Select(item => item.GetProperty("embedding").EnumerateArray().Select(number => number.GetDouble()).ToArray()).ToList();

        var (status, answer) = await simulator.PostAsync(path, new { model = RunningSimulator.Model, text_1 = Query, text_2 = Documents });

        Assert.Equal(200, status);
        Assert.Equal(("list", RunningSimulator.Model), (answer.GetProperty("object").GetString(), answer.GetProperty("model").GetString()));
        var data = answer.GetProperty("data").EnumerateArray().ToList();
        Assert.Equal([0, 1, 2], data.Select(item => item.GetProperty("index").GetInt32()));
        Assert.All(data, item => Assert.Equal("score", item.GetProperty("object").GetString()));
        Assert.All(data, item => Assert.Equal(
            vectors[0].Zip(vectors[item.GetProperty("index").GetInt32() + 1], (a, b) => a * b).Sum(), item.GetProperty("score").GetDouble(), 5));
    }

    [Fact]
    public async Task Score_ListsOfOneLength_ArePairedOneByOne()
    {
        await using var simulator = await RunningSimulator.StartEmbeddingAsync();

        var (_, answer) = await simulator.PostAsync("/score", new { text_1 = Documents, text_2 = Documents });
        var (_, other) = await simulator.PostAsync("/score", new { queries = "alpha", documents = "omega" });

        Assert.All(answer.GetProperty("data").EnumerateArray(), item => Assert.Equal(1, item.GetProperty("score").GetDouble(), 5));
        Assert.InRange(other.GetProperty("data")[0].GetProperty("score").GetDouble(), -0.5, 0.5);
    }

    [Fact]
    public async Task Scores_CountAPairsTokens_TheMetricsWhatWasRead()
    {
        await using var simulator = await RunningSimulator.StartEmbeddingAsync();

        var (_, answer) = await simulator.PostAsync("/rerank", new { query = "one two", documents = new[] { "one", "one two three" } });

        Assert.Equal(2 + 1 + 2 + 3, answer.GetProperty("usage").GetProperty("total_tokens").GetInt32());
        Assert.Equal(2 + 1 + 3, await simulator.MetricAsync("vllm:prompt_tokens_total"));
        Assert.Equal(3, await simulator.MetricAsync("vllm:request_success_total", "finished_reason=\"stop\""));
    }

    [Theory]
    [InlineData("/score", """{"text_1":["a","b"],"text_2":["a","b","c"]}""", 400, "1:1, 1:N or N:N")]
    [InlineData("/score", """{"text_1":[],"text_2":"a"}""", 400, "At least one text element")]
    [InlineData("/score", """{"text_1":"a","text_2":[]}""", 400, "At least one text_pair element")]
    [InlineData("/score", """{"text_1":"a"}""", 400, "body.text_2")]
    [InlineData("/score", """{"text_1":"a","text_2":[5]}""", 400, "body.text_2.0")]
    [InlineData("/score", """{"model":"nope","text_1":"a","text_2":"b"}""", 404, "nope")]
    [InlineData("/rerank", """{"query":"a","documents":[]}""", 400, "At least one text_pair element")]
    [InlineData("/rerank", """{"query":["a"],"documents":["a"]}""", 400, "body.query")]
    [InlineData("/rerank", """{"documents":["a"]}""", 400, "body.query")]
    [InlineData("/rerank", """{"query":"a","documents":["a"],"top_n":"many"}""", 400, "body.top_n")]
    [InlineData("/rerank", """{"query":"a","documents":["one two three four five six seven eight nine"]}""", 400, "maximum context length is 8 tokens")]
    public async Task WrongRequest_GetsVllmsError(string path, string body, int expected, string message)
    {
        await using var simulator = await RunningSimulator.StartEmbeddingAsync("--max-model-len", "8");

        var (status, answer) = await simulator.PostRawAsync(path, body);

        Assert.Equal(expected, status);
        Assert.Contains(message, JsonDocument.Parse(answer).RootElement.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ChatModel_HasNoScores()
    {
        await using var simulator = await RunningSimulator.StartAsync();

        foreach (var path in (string[])["/v1/rerank", "/v2/rerank", "/rerank", "/v1/score", "/score"])
        {
            Assert.Equal(404, (await simulator.PostAsync(path, new { query = "a", documents = Documents, text_1 = "a", text_2 = "b" })).Status);
        }
    }

    [Fact]
    public async Task ApiKey_GuardsTheVersionedPathsOnly()
    {
        await using var simulator = await RunningSimulator.StartEmbeddingAsync("--api-key", "secret");

        Assert.Equal(401, (await simulator.PostAsync("/v2/rerank", new { query = "a", documents = Documents })).Status);
        Assert.Equal(200, (await simulator.PostAsync("/rerank", new { query = "a", documents = Documents })).Status);
    }
}
