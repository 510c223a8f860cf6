using System.Text.Json;

namespace AiStack.Simulator.Tests;

/// <summary>Anthropic's messages, each beside the chat request that means the same.</summary>
public sealed class MessagesTests
{
    private const string Path = "/v1/messages";

    private static readonly object City = new { type = "object", properties = new { city = new { type = "string" } }, required = new[] { "city" } };

    private static readonly object[] Tools =
    [
        new { name = "get_time", description = "The present time in a zone", input_schema = new { } },
        new { name = "get_weather", description = "The weather of a city", input_schema = City },
    ];

    private static readonly object[] ChatTools =
    [
        new { type = "function", function = new { name = "get_time", description = "The present time in a zone", parameters = new { } } },
        new { type = "function", function = new { name = "get_weather", description = "The weather of a city", parameters = City } },
    ];

    [Fact]
    public async Task Message_SaysAndCountsWhatChatDoes()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        var text = new { type = "text", text = "Tell me about purple elephants" };

        var (status, message) = await simulator.PostAsync(Path, Request([new { role = "user", content = new[] { text } }], new { max_tokens = 500, system = new[] { new { type = "text", text = "Be " }, new { type = "text", text = "brief." } } }));
        var (_, chat) = await simulator.PostAsync("/v1/chat/completions", new
        {
            messages = new object[] { new { role = "system", content = "Be brief." }, new { role = "user", content = text.text } },
            max_tokens = 500,
        });

        Assert.Equal(200, status);
        var block = Assert.Single(message.GetProperty("content").EnumerateArray());
        Assert.Equal("text", block.GetProperty("type").GetString());
        Assert.Equal(chat.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString(), block.GetProperty("text").GetString());
        Assert.Equal(("message", "assistant", RunningSimulator.Model), (Text(message, "type"), Text(message, "role"), Text(message, "model")));
        Assert.Equal("end_turn", Text(message, "stop_reason"));
        AssertUsage(chat, message);
    }

    [Fact]
    public async Task Message_CountsInTheMetrics()
    {
        await using var simulator = await RunningSimulator.StartAsync();

        var (_, message) = await simulator.PostAsync(Path, Request("count me"));

        var usage = message.GetProperty("usage");
        Assert.Equal(usage.GetProperty("input_tokens").GetInt32(), await simulator.MetricAsync("vllm:prompt_tokens_total"));
        Assert.Equal(usage.GetProperty("output_tokens").GetInt32(), await simulator.MetricAsync("vllm:generation_tokens_total"));
        Assert.Equal(1, await simulator.MetricAsync("vllm:request_success_total", "finished_reason=\"stop\""));
    }

    [Fact]
    public async Task Stream_HasAnthropicsEventsInOrderAndTheSameText()
    {
        await using var simulator = await RunningSimulator.StartAsync();

        var (_, whole) = await simulator.PostAsync(Path, Request("Sing of robots 🤖"));
        var events = await StreamAsync(simulator, Request("Sing of robots 🤖", new { max_tokens = 200, stream = true }));

        Assert.Equal(
            ["message_start", "content_block_start", "content_block_delta", "content_block_stop", "message_delta", "message_stop"],
            events.Select(part => Text(part, "type")).Distinct());
        var start = events[0].GetProperty("message");
        Assert.Equal(0, start.GetProperty("content").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, start.GetProperty("stop_reason").ValueKind);
        Assert.Equal(whole.GetProperty("usage").GetProperty("input_tokens").GetInt32(), start.GetProperty("usage").GetProperty("input_tokens").GetInt32());
        Assert.Equal(whole.GetProperty("content")[0].GetProperty("text").GetString(), Deltas(events, "text_delta", "text"));
        Assert.Equal("end_turn", Text(events[^2].GetProperty("delta"), "stop_reason"));
        Assert.Equal(whole.GetProperty("usage").GetRawText(), events[^2].GetProperty("usage").GetRawText());
    }

    [Fact]
    public async Task Message_WithTokenLimit_EndsThere()
    {
        await using var simulator = await RunningSimulator.StartAsync();

        var (_, message) = await simulator.PostAsync(Path, Request("go on and on", new { max_tokens = 5 }));

        Assert.Equal("max_tokens", Text(message, "stop_reason"));
        Assert.Equal(5, message.GetProperty("usage").GetProperty("output_tokens").GetInt32());
    }

    [Fact]
    public async Task Message_WithStopSequence_EndsBeforeItAndNamesIt()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        var (_, whole) = await simulator.PostAsync(Path, Request("stop me"));
        var text = whole.GetProperty("content")[0].GetProperty("text").GetString()!;
        var stop = text.Split(' ')[4];
        var request = new { max_tokens = 200, stop_sequences = new[] { "never said", stop } };

        var (_, message) = await simulator.PostAsync(Path, Request("stop me", request));
        var events = await StreamAsync(simulator, Request("stop me", new { request.max_tokens, request.stop_sequences, stream = true }));

        Assert.Equal(text[..text.IndexOf(stop, StringComparison.Ordinal)], message.GetProperty("content")[0].GetProperty("text").GetString());
        Assert.Equal(("stop_sequence", stop), (Text(message, "stop_reason"), Text(message, "stop_sequence")));
        Assert.Equal(("stop_sequence", stop), (Text(events[^2].GetProperty("delta"), "stop_reason"), Text(events[^2].GetProperty("delta"), "stop_sequence")));
    }

    [Fact]
    public async Task Tools_TheFittingOneIsCalled_AsInChat()
    {
        await using var simulator = await StartWithToolsAsync();
        const string question = "What is the weather in Paris?";

        var (_, message) = await simulator.PostAsync(Path, Request(question, new { max_tokens = 200, tools = Tools }));
        var (_, chat) = await simulator.PostAsync("/v1/chat/completions", RunningSimulator.Chat(question, new { max_tokens = 200, tools = ChatTools }));
        var events = await StreamAsync(simulator, Request(question, new { max_tokens = 200, tools = Tools, stream = true }));

        var call = Assert.Single(message.GetProperty("content").EnumerateArray());
        var arguments = chat.GetProperty("choices")[0].GetProperty("message").GetProperty("tool_calls")[0].GetProperty("function").GetProperty("arguments").GetString();
        Assert.Equal(("tool_use", "get_weather"), (Text(call, "type"), Text(call, "name")));
        Assert.Equal("Paris", Text(call.GetProperty("input"), "city"));
        Assert.Equal(arguments, call.GetProperty("input").GetRawText());
        Assert.Equal("tool_use", Text(message, "stop_reason"));
        AssertUsage(chat, message);

        var begun = Assert.Single(events, part => Text(part, "type") == "content_block_start").GetProperty("content_block");
        Assert.Equal(("tool_use", "get_weather", "{}"), (Text(begun, "type"), Text(begun, "name"), begun.GetProperty("input").GetRawText()));
        Assert.Equal(arguments, Deltas(events, "input_json_delta", "partial_json"));
        Assert.Equal("tool_use", Text(events[^2].GetProperty("delta"), "stop_reason"));
    }

    [Fact]
    public async Task Tools_AfterTheirResult_AreAnsweredInWords()
    {
        await using var simulator = await StartWithToolsAsync();
        object[] messages =
        [
            new { role = "user", content = "What is the weather in Paris?" },
            new { role = "assistant", content = new object[] { new { type = "thinking", thinking = "Hm.", signature = "x" }, new { type = "tool_use", id = "call-1", name = "get_weather", input = new { city = "Paris" } } } },
            new { role = "user", content = new[] { new { type = "tool_result", tool_use_id = "call-1", content = new[] { new { type = "text", text = "eleven degrees and drizzle" } } } } },
        ];
        object[] chatMessages =
        [
            new { role = "user", content = "What is the weather in Paris?" },
            new { role = "assistant", tool_calls = new[] { new { id = "call-1", type = "function", function = new { name = "get_weather", arguments = """{"city":"Paris"}""" } } } },
            new { role = "tool", tool_call_id = "call-1", content = "eleven degrees and drizzle" },
        ];

        var (_, message) = await simulator.PostAsync(Path, Request(messages, new { max_tokens = 200, tools = Tools }));
        var chatRequest = JsonSerializer.Serialize(new { messages = chatMessages, max_tokens = 200, tools = ChatTools }, JsonSerializerOptions.Web).Replace("\\u0022", "\\\"", StringComparison.Ordinal);
        var (_, chat) = await simulator.PostRawAsync("/v1/chat/completions", chatRequest);

        Assert.Contains("drizzle", message.GetProperty("content")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        AssertUsage(JsonDocument.Parse(chat).RootElement, message);
    }

    [Theory]
    [InlineData("any", null, "tool_use", "tool_use")]
    [InlineData("tool", "get_time", "tool_use", "end_turn")]
    [InlineData("none", null, "text", "end_turn")]
    public async Task ToolChoice_DecidesWhetherOneIsCalled(string type, string? name, string block, string stopReason)
    {
        await using var simulator = await RunningSimulator.StartAsync();

        var (_, message) = await simulator.PostAsync(Path, Request("weather?", new { max_tokens = 200, tools = Tools, tool_choice = new { type, name } }));

        Assert.Equal(block, Text(message.GetProperty("content")[0], "type"));
        Assert.Equal(stopReason, Text(message, "stop_reason"));
        if (name is not null)
        {
            Assert.Equal(name, Text(message.GetProperty("content")[0], "name"));
            Assert.Equal(JsonValueKind.Object, message.GetProperty("content")[0].GetProperty("input").ValueKind);
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(9)]
    public async Task Tools_CallCutOff_IsTextAsFarAsItWent(int most)
    {
        await using var simulator = await RunningSimulator.StartAsync();

        var (status, message) = await simulator.PostAsync(Path, Request("weather in Paris?", new { max_tokens = most, tools = Tools, tool_choice = new { type = "any" } }));
        var events = await StreamAsync(simulator, Request("weather in Paris?", new { max_tokens = most, tools = Tools, tool_choice = new { type = "any" }, stream = true }));

        Assert.Equal(200, status);
        Assert.Equal("max_tokens", Text(message, "stop_reason"));
        Assert.StartsWith("{\"name\"", Text(message.GetProperty("content")[0], "text"), StringComparison.Ordinal);
        Assert.Equal("max_tokens", Text(events[^2].GetProperty("delta"), "stop_reason"));
    }

    [Fact]
    public async Task CountTokens_IsWhatTheMessageCosts()
    {
        await using var simulator = await StartWithToolsAsync();

        var (status, count) = await simulator.PostAsync($"{Path}/count_tokens", Request("How many am I?", new { system = "Be brief.", tools = Tools }));
        var (_, message) = await simulator.PostAsync(Path, Request("How many am I?", new { max_tokens = 5, system = "Be brief.", tools = Tools }));

        Assert.Equal(200, status);
        Assert.Equal(message.GetProperty("usage").GetProperty("input_tokens").GetInt32(), count.GetProperty("input_tokens").GetInt32());
        Assert.Equal(1, await simulator.MetricAsync("vllm:request_success_total", "finished_reason=\"length\""));
    }

    [Theory]
    [InlineData("""{"model":"nope","messages":[],"max_tokens":1}""", 404, "NotFoundError", "The model `nope` does not exist.")]
    [InlineData("""{"model":"test-model","messages":[]}""", 400, "Bad Request", "body.max_tokens")]
    [InlineData("""{"model":"test-model","messages":[],"max_tokens":0}""", 400, "Bad Request", "max_tokens must be positive")]
    [InlineData("""{"messages":[],"max_tokens":1}""", 400, "Bad Request", "body.model")]
    [InlineData("""{"model":"","messages":[],"max_tokens":1}""", 400, "Bad Request", "Model is required")]
    [InlineData("""{"model":"test-model","max_tokens":1}""", 400, "Bad Request", "body.messages")]
    [InlineData("""{"model":"test-model","max_tokens":1,"messages":[{"role":"tool","content":"x"}]}""", 400, "Bad Request", "user, assistant or system")]
    [InlineData("""{"model":"test-model","max_tokens":1,"messages":[{"role":"user","content":[{"type":"video"}]}]}""", 400, "Bad Request", "body.messages.0.content.0.type")]
    [InlineData("""{"model":"test-model","max_tokens":1,"messages":[],"temperature":-1}""", 400, "BadRequestError", "temperature must be non-negative")]
    [InlineData("""{"model":"test-model","max_tokens":1,"messages":[],"tools":[{"name":"x"}]}""", 400, "Bad Request", "body.tools.0.input_schema")]
    [InlineData("""{"model":"test-model","max_tokens":1,"messages":[],"tool_choice":{"type":"any"}}""", 400, "BadRequestError", "`tools` must be set")]
    [InlineData("""{"model":"test-model","max_tokens":1,"messages":[],"tools":[{"name":"x","input_schema":{}}]}""", 400, "BadRequestError", "--enable-auto-tool-choice")]
    [InlineData("""{"model":"test-model","max_tokens":1,"messages":[],"tools":[{"name":"x","input_schema":{}}],"tool_choice":{"type":"tool"}}""", 400, "Bad Request", "tool_choice.name is required")]
    [InlineData("""{"model":"test-model","max_tokens":999999,"messages":[]}""", 400, "BadRequestError", "maximum context length")]
    [InlineData("{", 400, "Bad Request", "JSON decode error")]
    public async Task WrongRequest_GetsAnthropicsShapeOfError(string body, int expected, string type, string message)
    {
        await using var simulator = await RunningSimulator.StartAsync();

        var (status, answer) = await simulator.PostRawAsync(Path, body);

        Assert.Equal(expected, status);
        var root = JsonDocument.Parse(answer).RootElement;
        Assert.Equal("error", Text(root, "type"));
        Assert.Equal(type, Text(root.GetProperty("error"), "type"));
        Assert.Contains(message, Text(root.GetProperty("error"), "message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FailRate_AppliesToMessagesToo()
    {
        await using var simulator = await RunningSimulator.StartAsync("--fail-rate", "0.5");

        var statuses = new List<int>();
        for (var i = 0; i < 4; i++)
        {
            statuses.Add((await simulator.PostAsync(Path, Request("x"))).Status);
        }

        Assert.Equal([200, 500, 200, 500], statuses);
    }

    [Fact]
    public async Task FieldsOfChatOnly_MeanNothing()
    {
        await using var simulator = await RunningSimulator.StartAsync();

        var (status, message) = await simulator.PostAsync(Path, Request("x", new { max_tokens = 200, n = 3, min_p = 7, stop = "a" }));

        Assert.Equal(200, status);
        Assert.Equal("end_turn", Text(message, "stop_reason"));
    }

    [Fact]
    public async Task EmbeddingModel_HasNoMessages()
    {
        await using var simulator = await RunningSimulator.StartEmbeddingAsync();

        Assert.Equal(404, (await simulator.PostAsync(Path, Request("x"))).Status);
        Assert.Equal(404, (await simulator.PostAsync($"{Path}/count_tokens", Request("x"))).Status);
    }

    private static Task<RunningSimulator> StartWithToolsAsync() => RunningSimulator.StartAsync("--enable-auto-tool-choice", "--tool-call-parser", "hermes");

    private static Dictionary<string, object?> Request(string text, object? more = null) => Request([new { role = "user", content = text }], more);

    private static Dictionary<string, object?> Request(object[] messages, object? more = null)
    {
        var body = (Dictionary<string, object?>)RunningSimulator.Chat("", more ?? new { max_tokens = 200 });
        body["messages"] = messages;
        return body;
    }

    private static async Task<List<JsonElement>> StreamAsync(RunningSimulator simulator, object request)
    {
        var (status, stream) = await simulator.PostRawAsync(Path, JsonSerializer.Serialize(request));
        Assert.Equal(200, status);
        var events = stream.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('\n')).ToList();
        var data = events.Select(lines => JsonDocument.Parse(lines[1]["data: ".Length..]).RootElement).ToList();
        Assert.All(events.Zip(data), part => Assert.Equal(part.First[0]["event: ".Length..], Text(part.Second, "type")));
        return data;
    }

    private static string Deltas(List<JsonElement> events, string type, string property)
    {
        var deltas = events.Where(part => Text(part, "type") == "content_block_delta").Select(part => part.GetProperty("delta")).ToList();
        Assert.All(deltas, delta => Assert.Equal(type, Text(delta, "type")));
        return string.Concat(deltas.Select(delta => Text(delta, property)));
    }

    private static void AssertUsage(JsonElement chat, JsonElement message)
    {
        var (expected, usage) = (chat.GetProperty("usage"), message.GetProperty("usage"));
        Assert.Equal(expected.GetProperty("prompt_tokens").GetInt32(), usage.GetProperty("input_tokens").GetInt32());
        Assert.Equal(expected.GetProperty("completion_tokens").GetInt32(), usage.GetProperty("output_tokens").GetInt32());
    }

    private static string? Text(JsonElement element, string property) => element.GetProperty(property).GetString();
}
