using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace AiStack.Simulator.Tests;

public sealed class ErrorTests
{
    [Fact]
    public async Task UnknownModel_Gets404WithItsName()
    {
        await using var simulator = await RunningSimulator.StartAsync();

        var (status, answer) = await simulator.PostAsync("/v1/chat/completions", new { model = "nope", messages = Array.Empty<object>() });

        Assert.Equal(404, status);
        AssertError(answer, "The model `nope` does not exist.", "NotFoundError", "model", 404);
        Assert.Equal(HttpStatusCode.NotFound, (await simulator.Http.GetAsync(new Uri("/v1/models/nope", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task PromptPastTheModelLength_Gets400WithTheNumbers()
    {
        await using var simulator = await RunningSimulator.StartAsync("--max-model-len", "50");

        var (status, answer) = await simulator.PostAsync("/v1/chat/completions", RunningSimulator.Chat(string.Concat(Enumerable.Repeat("word ", 60)), new { max_tokens = 10 }));

        Assert.Equal(400, status);
        AssertError(
            answer,
            "This model's maximum context length is 50 tokens. However, you requested 10 output tokens and your prompt contains at least 41 input tokens, for a total of at least 51 tokens. " +
            "Please reduce the length of the input prompt or the number of requested output tokens. (parameter=input_tokens, value=41)",
            "BadRequestError",
            "input_tokens",
            400);
    }

    [Fact]
    public async Task PromptThatJustFits_IsAnsweredWithWhatIsLeft()
    {
        await using var simulator = await RunningSimulator.StartAsync("--max-model-len", "50");

        var (status, answer) = await simulator.PostAsync("/v1/chat/completions", RunningSimulator.Chat(string.Concat(Enumerable.Repeat("word ", 30)), new { ignore_eos = true }));

        Assert.Equal(200, status);
        Assert.Equal(50, answer.GetProperty("usage").GetProperty("total_tokens").GetInt32());
    }

    [Theory]
    [InlineData("{\"messages\":", "JSON decode error")]
    [InlineData("", "Field required")]
    [InlineData("[]", "valid dictionary")]
    [InlineData("{}", "body.messages")]
    [InlineData("{\"messages\":\"x\"}", "valid list")]
    [InlineData("{\"messages\":[{\"role\":\"user\",\"content\":5}]}", "valid string")]
    [InlineData("{\"messages\":[],\"max_tokens\":\"many\"}", "valid integer, unable to parse string")]
    [InlineData("{\"messages\":[],\"temperature\":\"hot\"}", "valid number, unable to parse string")]
    [InlineData("{\"messages\":[],\"stream\":\"maybe\"}", "bool_parsing")]
    [InlineData("{\"messages\":[],\"n\":1e30}", "n must be at most 16384")]
    [InlineData("{\"messages\":[],\"seed\":1.5}", "fractional part")]
    [InlineData("{\"messages\":[],\"top_k\":-2}", "top_k must be 0 (disable), or at least 1")]
    [InlineData("{\"messages\":[],\"min_p\":2}", "min_p must be in [0, 1]")]
    [InlineData("{\"messages\":[],\"repetition_penalty\":0}", "repetition_penalty must be greater than zero")]
    [InlineData("{\"messages\":[],\"logit_bias\":[]}", "body.logit_bias")]
    [InlineData("{\"messages\":[],\"logit_bias\":{\"5\":\"much\"}}", "body.logit_bias.5")]
    [InlineData("{\"messages\":[],\"logit_bias\":{\"99999999\":1}}", "out-of-vocab")]
    [InlineData("{\"messages\":[],\"stop_token_ids\":[\"x\"]}", "body.stop_token_ids.0")]
    [InlineData("{\"messages\":[],\"stream\":true,\"stream_options\":5}", "body.stream_options")]
    [InlineData("{\"messages\":[],\"\\ud800\":1}", "unicode")]
    [InlineData("{\"messages\":[],\"temperature\":\"\\ude00\"}", "unicode")]
    [InlineData("{\"messages\":[{\"role\":\"assistant\",\"tool_calls\":[\"\\ud83d\\ud83d\"]}]}", "unicode")]
    [InlineData("{\"messages\":[],\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"schema\":{\"type\":\"object\",\"required\":5}}}}", "schema is not valid")]
    [InlineData("{\"messages\":[],\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"schema\":{\"type\":\"string\",\"pattern\":5}}}}", "schema is not valid")]
    [InlineData("{\"messages\":[],\"max_tokens\":0}", "max_tokens must be at least 1, got 0.")]
    [InlineData("{\"messages\":[],\"temperature\":-1}", "temperature must be non-negative")]
    [InlineData("{\"messages\":[],\"n\":0}", "n must be at least 1")]
    [InlineData("{\"messages\":[],\"top_p\":2}", "top_p must be in (0, 1]")]
    [InlineData("{\"messages\":[],\"stream_options\":{\"include_usage\":true}}", "Stream options can only be defined")]
    [InlineData("{\"messages\":[],\"response_format\":{\"type\":\"yaml\"}}", "json_schema")]
    [InlineData("{\"messages\":[],\"stop\":[\"\"]}", "empty string")]
    [InlineData("{\"messages\":[],\"prompt_logprobs\":1,\"stream\":true}", "`prompt_logprobs` are not available when `stream=True`.")]
    [InlineData("{\"messages\":[],\"prompt_logprobs\":-1,\"stream\":true}", "`prompt_logprobs` are not available when `stream=True`.")]
    [InlineData("{\"messages\":[],\"prompt_logprobs\":-2}", "`prompt_logprobs` must be a positive value or -1.")]
    public async Task WrongBody_Gets400ThatSaysWhatIsWrong(string body, string expected)
    {
        await using var simulator = await RunningSimulator.StartAsync();

        var (status, answer) = await simulator.PostRawAsync("/v1/chat/completions", body);

        Assert.Equal(400, status);
        var error = JsonDocument.Parse(answer).RootElement.GetProperty("error");
        Assert.Contains(expected, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(400, error.GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task BytesThatAreNoText_Get400()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        using var content = new ByteArrayContent([.. "{\"messages\":[{\"role\":\"assistant\",\"tool_calls\":[\""u8, 0xff, .. "\"]}]}"u8]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        using var answer = await simulator.Http.PostAsync(new Uri("/v1/chat/completions", UriKind.Relative), content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("error parsing the body", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task MissingContentType_Gets400()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        using var content = new ByteArrayContent([.. "{\"messages\":[]}"u8]);

        using var answer = await simulator.Http.PostAsync(new Uri("/v1/chat/completions", UriKind.Relative), content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Unsupported Media Type", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OtherContentType_Gets400()
    {
        await using var simulator = await RunningSimulator.StartAsync();

        var (status, body) = await simulator.PostRawAsync("/v1/chat/completions", "{}", "text/plain");

        Assert.Equal(400, status);
        Assert.Contains("Unsupported Media Type", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WrongMethodAndUnknownPath_Get405And404()
    {
        await using var simulator = await RunningSimulator.StartAsync();

        var wrongMethod = await simulator.Http.GetAsync(new Uri("/v1/chat/completions", UriKind.Relative), TestContext.Current.CancellationToken);
        var unknown = await simulator.PostAsync("/v1/nothing", new { });

        Assert.Equal(HttpStatusCode.MethodNotAllowed, wrongMethod.StatusCode);
        Assert.Equal("POST", wrongMethod.Content.Headers.Allow.Single());
        Assert.Equal(404, unknown.Status);
        AssertError(unknown.Body, "Not Found", "Not Found", null, 404);
    }

    [Theory]
    [InlineData("/v1/models", null, 401)]
    [InlineData("/v1/models", "wrong", 401)]
    [InlineData("/v1/models", "first-key", 200)]
    [InlineData("/v1/models", "second-key", 200)]
    [InlineData("/health", null, 200)]
    [InlineData("/metrics", null, 200)]
    [InlineData("/version", null, 200)]
    public async Task ApiKey_IsAskedForUnderV1Only(string path, string? key, int expected)
    {
        await using var simulator = await RunningSimulator.StartAsync("--api-key", "first-key", "second-key");
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);

        using var answer = await simulator.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(expected, (int)answer.StatusCode);
        if (expected == 401)
        {
            Assert.Equal("""{"error":"Unauthorized"}""", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task FailRate_FailsExactlyThatShare()
    {
        await using var simulator = await RunningSimulator.StartAsync("--fail-rate", "0.25");

        var failures = 0;
        for (var i = 0; i < 20; i++)
        {
            var (status, _) = await simulator.PostAsync("/v1/chat/completions", RunningSimulator.Chat("x"));
            failures += status == 500 ? 1 : 0;
        }

        Assert.Equal(5, failures);
    }

    private static void AssertError(JsonElement answer, string message, string type, string? parameter, int code)
    {
        var error = answer.GetProperty("error");
        Assert.Equal(message, error.GetProperty("message").GetString());
        Assert.Equal(type, error.GetProperty("type").GetString());
        Assert.Equal(parameter, error.GetProperty("param").GetString());
        Assert.Equal(code, error.GetProperty("code").GetInt32());
    }
}
