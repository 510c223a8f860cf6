using System.Text.Json;

namespace AiStack.Simulator.Tests;

public sealed class OtherEndpointTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Health_IsEmptyAndOk()
    {
        await using var simulator = await RunningSimulator.StartAsync();

        using var answer = await simulator.Http.GetAsync(new Uri("/health", UriKind.Relative), Cancellation);

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task Log_HasTheRequestsLine()
    {
        await using var simulator = await RunningSimulator.StartAsync();

        await simulator.PostAsync("/v1/chat/completions", RunningSimulator.Chat("x"));

        // The line is written after the answer has been sent.
        await RunningSimulator.EventuallyAsync(() => Task.FromResult(simulator.Log.ToString().Length > 0), "a line is written");
        Assert.Matches("INFO: +127.0.0.1:[0-9]+ - \"POST /v1/chat/completions HTTP/1.1\" 200", simulator.Log.ToString());
    }

    [Fact]
    public async Task Tokenize_AndBack_GivesTheText()
    {
        await using var simulator = await RunningSimulator.StartAsync();

        var (_, tokens) = await simulator.PostAsync("/tokenize", new { prompt = "There and back again – 再び" });
        var (_, text) = await simulator.PostAsync("/detokenize", new { tokens = tokens.GetProperty("tokens") });

        Assert.Equal(tokens.GetProperty("count").GetInt32(), tokens.GetProperty("tokens").GetArrayLength());
        Assert.Equal("There and back again – 再び", text.GetProperty("prompt").GetString());
    }

    [Fact]
    public async Task Tokenize_AConversation_CountsWhatChatCounts()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        var request = RunningSimulator.Chat("How many tokens am I?");

        var (_, tokens) = await simulator.PostAsync("/tokenize", request);
        var (_, answer) = await simulator.PostAsync("/v1/chat/completions", request);

        Assert.Equal(answer.GetProperty("usage").GetProperty("prompt_tokens").GetInt32(), tokens.GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task Detokenize_NumberBeyondTheVocabulary_Gets400()
    {
        await using var simulator = await RunningSimulator.StartAsync();

        Assert.Equal(400, (await simulator.PostAsync("/detokenize", new { tokens = new[] { 5_000_000 } })).Status);
    }

    [Fact]
    public async Task Completions_SeveralPromptsWithNAndEcho_GiveAllInOrder()
    {
        await using var simulator = await RunningSimulator.StartAsync();

        var (_, answer) = await simulator.PostAsync("/v1/completions", new { prompt = new[] { "Alpha", "Beta" }, n = 2, echo = true, max_tokens = 4 });

        var texts = answer.GetProperty("choices").EnumerateArray().Select(choice => choice.GetProperty("text").GetString()!).ToList();
        Assert.Equal(4, texts.Count);
        Assert.All(texts.Take(2), text => Assert.StartsWith("Alpha", text, StringComparison.Ordinal));
        Assert.All(texts.Skip(2), text => Assert.StartsWith("Beta", text, StringComparison.Ordinal));
        Assert.Equal(16, answer.GetProperty("usage").GetProperty("completion_tokens").GetInt32());
    }

    [Fact]
    public async Task Completions_Streamed_GiveTheSameText()
    {
        await using var simulator = await RunningSimulator.StartAsync();

        var (_, whole) = await simulator.PostAsync("/v1/completions", new { prompt = "Once", max_tokens = 12 });
        var events = await simulator.StreamAsync("/v1/completions", new { prompt = "Once", max_tokens = 12, stream = true });

        Assert.Equal(12, events.Count);
        Assert.Equal(whole.GetProperty("choices")[0].GetProperty("text").GetString(), string.Concat(events.Select(part => part.GetProperty("choices")[0].GetProperty("text").GetString())));
    }

    [Fact]
    public async Task Responses_Streamed_HaveNumberedEventsInOrderAndTheSameText()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        var input = new[] { new { role = "user", content = new[] { new { type = "input_text", text = "Sing of robots" } } } };

        var (status, whole) = await simulator.PostAsync("/v1/responses", new { input, instructions = "Be a bard." });
        var (_, stream) = await simulator.PostRawAsync("/v1/responses", JsonSerializer.Serialize(new { input, instructions = "Be a bard.", stream = true }));

        Assert.Equal(200, status);
        var text = whole.GetProperty("output")[0].GetProperty("content")[0].GetProperty("text").GetString();
        Assert.Equal("completed", whole.GetProperty("status").GetString());
        var events = stream.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('\n')).ToList();
        var data = events.Select(lines => JsonDocument.Parse(lines[1]["data: ".Length..]).RootElement).ToList();
        Assert.Equal(Enumerable.Range(0, data.Count), data.Select(part => part.GetProperty("sequence_number").GetInt32()));
        Assert.All(events.Zip(data), part => Assert.Equal(part.First[0]["event: ".Length..], part.Second.GetProperty("type").GetString()));
        Assert.Equal(
            ["response.created", "response.in_progress", "response.output_item.added", "response.content_part.added", "response.output_text.delta", "response.output_text.done", "response.content_part.done", "response.output_item.done", "response.completed"],
            data.Select(part => part.GetProperty("type").GetString()!).Distinct());
        Assert.Equal(text, string.Concat(data.Where(part => part.GetProperty("type").GetString() == "response.output_text.delta").Select(part => part.GetProperty("delta").GetString())));
        Assert.Equal(whole.GetProperty("usage").GetRawText(), data[^1].GetProperty("response").GetProperty("usage").GetRawText());
    }

    [Fact]
    public async Task Responses_WithATool_CallIt()
    {
        await using var simulator = await RunningSimulator.StartAsync("--enable-auto-tool-choice", "--tool-call-parser", "hermes");
        var tools = new[] { new { type = "function", name = "look_up", parameters = new { type = "object", properties = new { term = new { type = "string" } }, required = new[] { "term" } } } };

        var (_, answer) = await simulator.PostAsync("/v1/responses", new { input = "Who is Alan Turing?", tools });

        var call = answer.GetProperty("output")[0];
        Assert.Equal("function_call", call.GetProperty("type").GetString());
        Assert.Equal("look_up", call.GetProperty("name").GetString());
        Assert.Equal("Alan", JsonDocument.Parse(call.GetProperty("arguments").GetString()!).RootElement.GetProperty("term").GetString());
    }
}
