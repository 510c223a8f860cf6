using System.Text.Json;
using OpenAI.Chat;

namespace AiStack.Simulator.Tests;

public sealed class ToolTests
{
    private static readonly ChatTool Weather = ChatTool.CreateFunctionTool(
        "get_weather",
        "The weather of a city",
        BinaryData.FromString("""{"type":"object","properties":{"city":{"type":"string"},"unit":{"enum":["celsius","fahrenheit"]}},"required":["city","unit"],"additionalProperties":false}"""));

    private static readonly ChatTool Time = ChatTool.CreateFunctionTool("get_time", "The present time in a zone");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tools_ThroughTheOfficialClient_TheFittingOneIsCalledWithFittingArguments()
    {
        await using var simulator = await StartAsync();

        ChatCompletion answer = await simulator.OpenAI.GetChatClient(RunningSimulator.Model)
            .CompleteChatAsync([new UserChatMessage("What is the weather in Paris, in fahrenheit?")], new ChatCompletionOptions { Tools = { Time, Weather } }, Cancellation);

        Assert.Equal(ChatFinishReason.ToolCalls, answer.FinishReason);
        var call = Assert.Single(answer.ToolCalls);
        Assert.Equal("get_weather", call.FunctionName);
        var arguments = JsonDocument.Parse(call.FunctionArguments).RootElement;
        Assert.Equal("Paris", arguments.GetProperty("city").GetString());
        Assert.Equal("fahrenheit", arguments.GetProperty("unit").GetString());
    }

    [Fact]
    public async Task Tools_AfterTheirResult_AreAnsweredInWords()
    {
        await using var simulator = await StartAsync();

        ChatCompletion answer = await simulator.OpenAI.GetChatClient(RunningSimulator.Model).CompleteChatAsync(
            [
                new UserChatMessage("What is the weather in Paris?"),
                new AssistantChatMessage([ChatToolCall.CreateFunctionToolCall("call-1", "get_weather", BinaryData.FromString("{}"))]),
                new ToolChatMessage("call-1", "eleven degrees and drizzle"),
            ],
            new ChatCompletionOptions { Tools = { Weather } },
            Cancellation);

        Assert.Empty(answer.ToolCalls);
        Assert.Contains("drizzle", answer.Content[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tools_Streamed_ArriveAsTheSameCall()
    {
        await using var simulator = await StartAsync();
        var client = simulator.OpenAI.GetChatClient(RunningSimulator.Model);
        ChatMessage[] messages = [new UserChatMessage("weather in Oslo?")];
        var options = new ChatCompletionOptions { Tools = { Weather }, ToolChoice = ChatToolChoice.CreateRequiredChoice() };

        ChatCompletion whole = await client.CompleteChatAsync(messages, options, Cancellation);
        var name = "";
        var arguments = "";
        ChatFinishReason? reason = null;
        await foreach (var update in client.CompleteChatStreamingAsync(messages, options, Cancellation))
        {
            name += string.Concat(update.ToolCallUpdates.Select(call => call.FunctionName));
            arguments += string.Concat(update.ToolCallUpdates.Select(call => call.FunctionArgumentsUpdate));
            reason = update.FinishReason ?? reason;
        }

        Assert.Equal("get_weather", name);
        Assert.Equal(whole.ToolCalls[0].FunctionArguments.ToString(), arguments);
        Assert.Equal(ChatFinishReason.ToolCalls, reason);
    }

    [Fact]
    public async Task Tools_NamedByTheClient_ThatOneIsCalled()
    {
        await using var simulator = await RunningSimulator.StartAsync();

        ChatCompletion answer = await simulator.OpenAI.GetChatClient(RunningSimulator.Model).CompleteChatAsync(
            [new UserChatMessage("weather?")],
            new ChatCompletionOptions { Tools = { Weather, Time }, ToolChoice = ChatToolChoice.CreateFunctionChoice("get_time") },
            Cancellation);

        Assert.Equal("get_time", Assert.Single(answer.ToolCalls).FunctionName);
    }

    [Fact]
    public async Task Tools_ChoiceNone_NoneIsCalled()
    {
        await using var simulator = await StartAsync();

        ChatCompletion answer = await simulator.OpenAI.GetChatClient(RunningSimulator.Model).CompleteChatAsync(
            [new UserChatMessage("weather?")], new ChatCompletionOptions { Tools = { Weather }, ToolChoice = ChatToolChoice.CreateNoneChoice() }, Cancellation);

        Assert.Empty(answer.ToolCalls);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(9)]
    public async Task Tools_StreamCutOff_EndsByLength(int most)
    {
        await using var simulator = await RunningSimulator.StartAsync();
        var tools = new[] { new { type = "function", function = new { name = "get_weather", parameters = new { type = "object", properties = new { city = new { type = "string" } } } } } };

        var events = await simulator.StreamAsync("/v1/chat/completions", RunningSimulator.Chat("weather in Paris?", new { tools, tool_choice = "required", max_tokens = most, stream = true }));

        Assert.Equal("length", events[^1].GetProperty("choices")[0].GetProperty("finish_reason").GetString());
    }

    [Fact]
    public async Task Tools_AutoWithoutTheFlag_AreRefusedAsVllmDoes()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        var tools = new[] { new { type = "function", function = new { name = "f" } } };

        var (status, answer) = await simulator.PostAsync("/v1/chat/completions", RunningSimulator.Chat("x", new { tools }));

        Assert.Equal(400, status);
        Assert.Contains("--enable-auto-tool-choice", answer.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private static Task<RunningSimulator> StartAsync() => RunningSimulator.StartAsync("--enable-auto-tool-choice", "--tool-call-parser", "hermes");
}
