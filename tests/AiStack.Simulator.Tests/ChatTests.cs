using OpenAI.Chat;

namespace AiStack.Simulator.Tests;

public sealed class ChatTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Chat_ThroughTheOfficialClient_IsAnsweredWithReferenceToThePrompt()
    {
        await using var simulator = await RunningSimulator.StartAsync();

        ChatCompletion answer = await simulator.OpenAI.GetChatClient(RunningSimulator.Model).CompleteChatAsync([new UserChatMessage("Tell me about purple elephants")], cancellationToken: Cancellation);

        Assert.Contains("purple elephants", answer.Content[0].Text, StringComparison.Ordinal);
        Assert.Equal(ChatFinishReason.Stop, answer.FinishReason);
        Assert.Equal(answer.Usage.TotalTokenCount, answer.Usage.InputTokenCount + answer.Usage.OutputTokenCount);
    }

    [Fact]
    public async Task Stream_ThroughTheOfficialClient_GivesTheSameTextAndCounts()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        var client = simulator.OpenAI.GetChatClient(RunningSimulator.Model);
        ChatMessage[] messages = [new SystemChatMessage("Be brief."), new UserChatMessage("Why is the sky blue? 🌈")];

        ChatCompletion whole = await client.CompleteChatAsync(messages, cancellationToken: Cancellation);
        var text = "";
        ChatTokenUsage? usage = null;
        await foreach (var update in client.CompleteChatStreamingAsync(messages, cancellationToken: Cancellation))
        {
            text += string.Concat(update.ContentUpdate.Select(part => part.Text));
            usage = update.Usage ?? usage;
        }

        Assert.Equal(whole.Content[0].Text, text);
        Assert.Equal(whole.Usage.OutputTokenCount, usage?.OutputTokenCount);
        Assert.Equal(whole.Usage.InputTokenCount, usage?.InputTokenCount);
    }

    [Fact]
    public async Task Stream_OneEventPerToken_AsManyAsUsageAndMetricsSay()
    {
        await using var simulator = await RunningSimulator.StartAsync();

        var events = await simulator.StreamAsync("/v1/chat/completions", RunningSimulator.Chat("count me", new { stream = true, stream_options = new { include_usage = true } }));

        var usage = events[^1].GetProperty("usage");
        var tokens = events.Count - 2;
        Assert.Equal(0, events[^1].GetProperty("choices").GetArrayLength());
        Assert.Equal("assistant", events[0].GetProperty("choices")[0].GetProperty("delta").GetProperty("role").GetString());
        Assert.Equal(tokens, usage.GetProperty("completion_tokens").GetInt32());
        Assert.Equal(tokens, await simulator.MetricAsync("vllm:generation_tokens_total"));
        Assert.Equal(usage.GetProperty("prompt_tokens").GetInt32(), await simulator.MetricAsync("vllm:prompt_tokens_total"));
        Assert.Equal("stop", events[^2].GetProperty("choices")[0].GetProperty("finish_reason").GetString());
    }

    [Fact]
    public async Task Chat_SameRequestOnTwoServersOfOneSeed_SameAnswer()
    {
        await using var first = await RunningSimulator.StartAsync("--seed", "7");
        await using var second = await RunningSimulator.StartAsync("--seed", "7");
        await using var other = await RunningSimulator.StartAsync("--seed", "8");
        var request = RunningSimulator.Chat("What is your favourite queue?");

        var text = await TextAsync(first, request);

        Assert.Equal(text, await TextAsync(first, request));
        Assert.Equal(text, await TextAsync(second, request));
        Assert.NotEqual(text, await TextAsync(other, request));
        Assert.NotEqual(text, await TextAsync(first, RunningSimulator.Chat("What is your favourite queue?", new { seed = 99 })));
    }

    [Theory]
    [InlineData("max_tokens")]
    [InlineData("max_completion_tokens")]
    public async Task Chat_WithTokenLimit_EndsThereByLength(string parameter)
    {
        await using var simulator = await RunningSimulator.StartAsync();
        var body = (Dictionary<string, object?>)RunningSimulator.Chat("go on and on");
        body[parameter] = 5;

        var (_, answer) = await simulator.PostAsync("/v1/chat/completions", body);

        Assert.Equal("length", answer.GetProperty("choices")[0].GetProperty("finish_reason").GetString());
        Assert.Equal(5, answer.GetProperty("usage").GetProperty("completion_tokens").GetInt32());
    }

    [Fact]
    public async Task Chat_IgnoringTheEnd_FillsTheLimitExactly()
    {
        await using var simulator = await RunningSimulator.StartAsync();

        var (_, answer) = await simulator.PostAsync("/v1/chat/completions", RunningSimulator.Chat("fill it", new { ignore_eos = true, max_tokens = 1000 }));

        Assert.Equal(1000, answer.GetProperty("usage").GetProperty("completion_tokens").GetInt32());
    }

    [Fact]
    public async Task Chat_WithN_GivesSeveralDifferentAnswers()
    {
        await using var simulator = await RunningSimulator.StartAsync();

        var (_, answer) = await simulator.PostAsync("/v1/chat/completions", RunningSimulator.Chat("three wishes", new { n = 3 }));

        var texts = answer.GetProperty("choices").EnumerateArray().Select(choice => choice.GetProperty("message").GetProperty("content").GetString()).ToList();
        Assert.Equal(3, texts.Distinct().Count());
    }

    [Fact]
    public async Task Chat_WithStopString_EndsBeforeItAndNamesIt()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        var whole = await TextAsync(simulator, RunningSimulator.Chat("stop me"));
        var stop = whole.Split(' ')[4];

        var (_, answer) = await simulator.PostAsync("/v1/chat/completions", RunningSimulator.Chat("stop me", new { stop }));
        var choice = answer.GetProperty("choices")[0];

        Assert.Equal(whole[..whole.IndexOf(stop, StringComparison.Ordinal)], choice.GetProperty("message").GetProperty("content").GetString());
        Assert.Equal("stop", choice.GetProperty("finish_reason").GetString());
        Assert.Equal(stop, choice.GetProperty("stop_reason").GetString());
    }

    [Fact]
    public async Task Chat_WithContentParts_ReadsTheText()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        var message = new { role = "user", content = new object[] { new { type = "text", text = "describe the zeppelin" }, new { type = "image_url", image_url = new { url = "data:," } } } };

        var (status, answer) = await simulator.PostAsync("/v1/chat/completions", new { messages = new[] { message } });

        Assert.Equal(200, status);
        Assert.Contains("zeppelin", answer.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chat_WithLogprobs_HasOnePerToken()
    {
        await using var simulator = await RunningSimulator.StartAsync();

        var (_, answer) = await simulator.PostAsync("/v1/chat/completions", RunningSimulator.Chat("how sure are you", new { logprobs = true, top_logprobs = 3, max_tokens = 7 }));

        var logprobs = answer.GetProperty("choices")[0].GetProperty("logprobs").GetProperty("content").EnumerateArray().ToList();
        Assert.Equal(7, logprobs.Count);
        Assert.All(logprobs, token => Assert.Equal(3, token.GetProperty("top_logprobs").GetArrayLength()));
        Assert.All(logprobs, token => Assert.True(token.GetProperty("logprob").GetDouble() <= 0));
    }

    private static async Task<string> TextAsync(RunningSimulator simulator, object request)
    {
        var (status, answer) = await simulator.PostAsync("/v1/chat/completions", request);
        Assert.Equal(200, status);
        return answer.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!;
    }
}
