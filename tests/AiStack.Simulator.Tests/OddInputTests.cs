using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AiStack.Simulator.Tests;

/// <summary>Unusual requests that vLLM takes, and so shall we.</summary>
public sealed class OddInputTests
{
    [Theory]
    [InlineData("{\"messages\":[],\"max_tokens\":true,\"n\":\"2\",\"stream\":\"no\",\"ignore_eos\":1}")]
    [InlineData("\uFEFF{\"messages\":[]}")]
    [InlineData("{\"messages\":[{\"role\":\"user\",\"content\":\"\\ud83d\\ude00 \\\\ud800\"}]}")]
    [InlineData("{\"messages\":[],\"top_k\":-1,\"min_p\":0,\"logit_bias\":{\"5\":-100},\"stop_token_ids\":[1]}")]
    public async Task LenientBody_IsTaken(string body)
    {
        await using var simulator = await RunningSimulator.StartAsync();

        var (status, answer) = await simulator.PostRawAsync("/v1/chat/completions", body);

        Assert.True(status == 200, answer);
    }

    [Theory]
    [InlineData(200, 200)]
    [InlineData(800, 200)]
    [InlineData(5000, 400)]
    public async Task DeepJson_IsTakenAsFarAsPythonReadsIt(int levels, int expected)
    {
        await using var simulator = await RunningSimulator.StartAsync();

        var (status, _) = await simulator.PostRawAsync("/v1/chat/completions", $"{{\"messages\":[],\"more\":{new string('[', levels)}{new string(']', levels)}}}");

        Assert.Equal(expected, status);
    }

    [Theory]
    [InlineData("a")]
    [InlineData(" ")]
    [InlineData("!")]
    [InlineData("\u4E00")]
    public async Task MegabyteOfOneCharacter_IsCountedQuickly(string character)
    {
        await using var simulator = await RunningSimulator.StartAsync("--max-model-len", "4096");
        var started = Stopwatch.GetTimestamp();

        var (status, answer) = await simulator.PostAsync("/v1/chat/completions", RunningSimulator.Chat(new StringBuilder().Insert(0, character, 1_000_000).ToString()));

        Assert.Equal(400, status);
        Assert.Contains("maximum context length", answer.ToString(), StringComparison.Ordinal);
        // Without a bound on the length of a word it takes minutes.
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task ManyAndForeignHeaders_AreTaken()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(simulator.Address.Host, simulator.Address.Port, TestContext.Current.CancellationToken);
        var headers = string.Concat(Enumerable.Range(0, 300).Select(i => $"X-Number-{i}: {new string('v', 100)}\r\n"));

        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes($"GET /health HTTP/1.1\r\nHost: x\r\nX-Name: Andr\u00e9\r\n{headers}Connection: close\r\n\r\n"), TestContext.Current.CancellationToken);
        var answer = await new StreamReader(client.GetStream()).ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("[[]]")]
    public async Task EmptyPrompt_CannotBeCompleted(string prompt)
    {
        await using var simulator = await RunningSimulator.StartAsync();

        var (status, answer) = await simulator.PostRawAsync("/v1/completions", $"{{\"prompt\":{prompt}}}");

        Assert.Equal(400, status);
        Assert.Contains("cannot be empty", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ModelName_MayHaveItsSlashEscaped()
    {
        await using var simulator = await RunningSimulator.StartAsync("--served-model-name", "org/other");

        using var answer = await simulator.Http.GetAsync(new Uri("/v1/models/org%2Fother", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task RefusedBody_LeavesNoTraceInTheNextOnes()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        foreach (var refused in (string[])["[]", "{", "\"\\ud800\"", ""])
        {
            await simulator.PostRawAsync("/tokenize", refused);
        }

        // A buffer given back twice would be given to two of these at once.
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => simulator.PostAsync("/tokenize", new { prompt = $"{new string('1', i % 5)}x" })));

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
    }

    [Fact]
    public async Task WebPage_MayAskFromAnyOrigin()
    {
        await using var simulator = await RunningSimulator.StartAsync("--api-key", "secret");
        using var question = new HttpRequestMessage(HttpMethod.Options, "/v1/chat/completions");
        question.Headers.Add("Origin", "http://page.example");
        question.Headers.Add("Access-Control-Request-Method", "POST");
        question.Headers.Add("Access-Control-Request-Headers", "authorization,content-type");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/models");
        request.Headers.Add("Origin", "http://page.example");

        using var permission = await simulator.Http.SendAsync(question, TestContext.Current.CancellationToken);
        using var refused = await simulator.Http.SendAsync(request, TestContext.Current.CancellationToken);
        using var plain = await simulator.Http.GetAsync(new Uri("/health", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, permission.StatusCode);
        Assert.Equal("*", permission.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Contains("authorization", string.Join(',', permission.Headers.GetValues("Access-Control-Allow-Headers")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal("*", refused.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.False(plain.Headers.Contains("Access-Control-Allow-Origin"));
    }
}
