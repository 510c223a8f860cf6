using System.Text.Json;

namespace AiStack.Simulator.Tests;

/// <summary>What completions can do besides continuing a prompt.</summary>
public sealed class CompletionTests
{
    private const string Path = "/v1/completions";
    private const string Prompt = "Once upon a time there was 🦊";

    [Fact]
    public async Task Echo_WithLogprobs_TellsThePromptsTokensToo()
    {
        await using var simulator = await RunningSimulator.StartAsync();

        var (status, answer) = await simulator.PostAsync(Path, new { prompt = Prompt, echo = true, logprobs = 2, max_tokens = 4 });

        Assert.Equal(200, status);
        var usage = answer.GetProperty("usage");
        var choice = answer.GetProperty("choices")[0];
        var logprobs = choice.GetProperty("logprobs");
        var tokens = logprobs.GetProperty("tokens").EnumerateArray().Select(token => token.GetString()!).ToList();
        var (prompt, all) = (usage.GetProperty("prompt_tokens").GetInt32(), usage.GetProperty("total_tokens").GetInt32());
        Assert.All((string[])["tokens", "token_logprobs", "top_logprobs", "text_offset"], name => Assert.Equal(all, logprobs.GetProperty(name).GetArrayLength()));
        Assert.Equal(all, prompt + 4);
        Assert.Equal(JsonValueKind.Null, logprobs.GetProperty("token_logprobs")[0].ValueKind);
        Assert.Equal(JsonValueKind.Null, logprobs.GetProperty("top_logprobs")[0].ValueKind);
        Assert.All(logprobs.GetProperty("token_logprobs").EnumerateArray().Skip(1), value => Assert.True(value.GetDouble() <= 0));
        Assert.All(logprobs.GetProperty("top_logprobs").EnumerateArray().Skip(1), top => Assert.InRange(top.EnumerateObject().Count(), 1, 2));

        var text = choice.GetProperty("text").GetString()!;
        Assert.StartsWith(Prompt, text, StringComparison.Ordinal);
        // Tokens that are words begin in the text where the offsets say.
        var offsets = logprobs.GetProperty("text_offset").EnumerateArray().Select(offset => offset.GetInt32()).ToList();
        Assert.Equal(Prompt.Length, offsets[prompt]);
        Assert.All(Enumerable.Range(0, 5).Concat(Enumerable.Range(prompt, 3)), i => Assert.StartsWith(tokens[i], text[offsets[i]..], StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(0)]
    public async Task Echo_Streamed_GivesTheSame(int most)
    {
        await using var simulator = await RunningSimulator.StartAsync();

        var (_, whole) = await simulator.PostAsync(Path, new { prompt = Prompt, echo = true, logprobs = 0, max_tokens = most });
        var events = await simulator.StreamAsync(Path, new { prompt = Prompt, echo = true, logprobs = 0, max_tokens = most, stream = true });

        var choice = whole.GetProperty("choices")[0];
        var parts = events.Select(part => part.GetProperty("choices")[0]).ToList();
        Assert.Equal(choice.GetProperty("text").GetString(), string.Concat(parts.Select(part => part.GetProperty("text").GetString())));
        foreach (var name in (string[])["tokens", "token_logprobs", "text_offset"])
        {
            Assert.Equal(
                choice.GetProperty("logprobs").GetProperty(name).EnumerateArray().Select(item => item.GetRawText()),
                parts.SelectMany(part => part.GetProperty("logprobs").GetProperty(name).EnumerateArray().Select(item => item.GetRawText())));
        }

        Assert.Equal(choice.GetProperty("finish_reason").GetString(), parts[^1].GetProperty("finish_reason").GetString());
    }

    [Fact]
    public async Task Echo_WithNothingAfterIt_IsThePromptAlone()
    {
        await using var simulator = await RunningSimulator.StartAsync();

        var (status, answer) = await simulator.PostAsync(Path, new { prompt = Prompt, echo = true, logprobs = 1, max_tokens = 0 });

        Assert.Equal(200, status);
        var choice = answer.GetProperty("choices")[0];
        Assert.Equal(Prompt, choice.GetProperty("text").GetString());
        Assert.Equal("length", choice.GetProperty("finish_reason").GetString());
        Assert.Equal(answer.GetProperty("usage").GetProperty("prompt_tokens").GetInt32(), choice.GetProperty("logprobs").GetProperty("tokens").GetArrayLength());
        // vLLM makes one token and counts it.
        Assert.Equal(1, answer.GetProperty("usage").GetProperty("completion_tokens").GetInt32());
    }

    [Fact]
    public async Task Echo_OfTokens_TellsJustThese()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        var (_, tokenized) = await simulator.PostAsync("/tokenize", new { prompt = "one two three" });

        var (_, answer) = await simulator.PostAsync(Path, new { prompt = tokenized.GetProperty("tokens"), echo = true, logprobs = 0, max_tokens = 0 });

        Assert.Equal(["one", " two", " three"], answer.GetProperty("choices")[0].GetProperty("logprobs").GetProperty("tokens").EnumerateArray().Select(token => token.GetString()!));
    }

    [Fact]
    public async Task ResponseFormat_IsKeptTo()
    {
        await using var simulator = await RunningSimulator.StartAsync();

        var (_, answer) = await simulator.PostAsync(Path, new { prompt = "x", max_tokens = 100, response_format = new { type = "json_object" } });

        Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(answer.GetProperty("choices")[0].GetProperty("text").GetString()!).RootElement.ValueKind);
    }

    [Theory]
    [InlineData("""{"prompt":"x","suffix":"y"}""", "suffix is not currently supported")]
    [InlineData("""{"prompt":"x","max_tokens":0}""", "max_tokens must be at least 1")]
    [InlineData("""{"prompt":"x","echo":true,"max_tokens":-1}""", "max_tokens must be at least 1")]
    [InlineData("""{"prompt":"x","prompt_logprobs":1,"stream":true}""", "`prompt_logprobs` are not available when `stream=True`.")]
    public async Task WrongRequest_Gets400(string body, string message)
    {
        await using var simulator = await RunningSimulator.StartAsync();

        var (status, answer) = await simulator.PostRawAsync(Path, body);

        Assert.Equal(400, status);
        Assert.Contains(message, JsonDocument.Parse(answer).RootElement.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }
}
