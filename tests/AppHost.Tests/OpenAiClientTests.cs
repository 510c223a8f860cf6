using System.ClientModel;
using System.Text;
using System.Text.Json;
using OpenAI.Chat;
using OpenAI.Embeddings;

namespace AppHost.Tests;

/// <summary>The sample stack as an application sees it: through the router, with the official OpenAI client.</summary>
public sealed class OpenAiClientTests(RunningStackFixture stack) : IClassFixture<RunningStackFixture>
{
    private const string ChatModel = "Qwen/Qwen2-1.5B-Instruct";
    private const string EmbeddingModel = "Alibaba-NLP/gte-Qwen2-1.5B-instruct";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Models_OfTwoEngines_AreListedTogether()
    {
        var models = await stack.CreateClient().GetOpenAIModelClient().GetModelsAsync(Cancelled);

        Assert.Equal([EmbeddingModel, ChatModel], models.Value.Select(model => model.Id).Order());
    }

    [Fact]
    public async Task Chat_Answers_WithTheTokensItCounts()
    {
        var chat = stack.CreateClient().GetChatClient(ChatModel);

        var answer = await chat.CompleteChatAsync([new UserChatMessage("What is a node pool?")], new ChatCompletionOptions { MaxOutputTokenCount = 12 }, Cancelled);

        Assert.NotEmpty(answer.Value.Content[0].Text);
        Assert.InRange(answer.Value.Usage.OutputTokenCount, 1, 12);
        Assert.True(answer.Value.Usage.InputTokenCount > 4);
        Assert.Equal(ChatModel, answer.Value.Model);
    }

    [Fact]
    public async Task Chat_Streamed_ArrivesInPiecesThatMakeThePlainAnswer()
    {
        var chat = stack.CreateClient().GetChatClient(ChatModel);
        ChatMessage[] messages = [new UserChatMessage("Tell me about queues.")];
        var options = new ChatCompletionOptions { MaxOutputTokenCount = 16, Seed = 7 };

        var plain = await chat.CompleteChatAsync(messages, options, Cancelled);
        var text = new StringBuilder();
        var pieces = 0;
        await foreach (var update in chat.CompleteChatStreamingAsync(messages, options, Cancelled))
        {
            pieces += update.ContentUpdate.Count;
            text.Append(string.Concat(update.ContentUpdate.Select(part => part.Text)));
        }

        Assert.Equal(plain.Value.Content[0].Text, text.ToString());
        Assert.True(pieces > 3, $"Only {pieces} pieces.");
    }

    [Fact]
    public async Task Chat_WithARequiredTool_CallsItWithArgumentsThatFit()
    {
        var chat = stack.CreateClient().GetChatClient(ChatModel);
        var tool = ChatTool.CreateFunctionTool("get_weather", "Weather of a city", BinaryData.FromString(
            """{"type":"object","properties":{"city":{"type":"string"},"days":{"type":"integer","minimum":1,"maximum":7}},"required":["city","days"]}"""));

        var answer = await chat.CompleteChatAsync([new UserChatMessage("Weather in Paris?")], new ChatCompletionOptions { Tools = { tool }, ToolChoice = ChatToolChoice.CreateRequiredChoice() }, Cancelled);

        var call = Assert.Single(answer.Value.ToolCalls);
        using var arguments = JsonDocument.Parse(call.FunctionArguments);
        Assert.Equal("get_weather", call.FunctionName);
        Assert.Equal(ChatFinishReason.ToolCalls, answer.Value.FinishReason);
        Assert.Equal(JsonValueKind.String, arguments.RootElement.GetProperty("city").ValueKind);
        Assert.InRange(arguments.RootElement.GetProperty("days").GetInt32(), 1, 7);
    }

    [Fact]
    public async Task Embeddings_HaveTheModelsOwnLength_AndPutLikeNearLike()
    {
        var client = stack.CreateClient().GetEmbeddingClient(EmbeddingModel);

        var vectors = await client.GenerateEmbeddingsAsync(["GPU node pools for model servers", "a node pool with GPUs for model servers", "my grandmother bakes apple cake"], new EmbeddingGenerationOptions(), Cancelled);

        var floats = vectors.Value.Select(vector => vector.ToFloats().ToArray()).ToArray();
        Assert.All(floats, vector => Assert.Equal(1536, vector.Length));
        Assert.True(Cosine(floats[0], floats[1]) > Cosine(floats[0], floats[2]));
    }

    [Fact]
    public async Task Chat_WithAnUnknownModel_Is404()
    {
        var error = await Assert.ThrowsAsync<ClientResultException>(() =>
            stack.CreateClient().GetChatClient("no/such-model").CompleteChatAsync([new UserChatMessage("Hello")], cancellationToken: Cancelled));

        Assert.Equal(404, error.Status);
    }

    [Fact]
    public async Task Chat_PastTheModelsMaximum_Is400WithTheNumbers()
    {
        var error = await Assert.ThrowsAsync<ClientResultException>(() =>
            stack.CreateClient().GetChatClient(ChatModel).CompleteChatAsync([new UserChatMessage(string.Concat(Enumerable.Repeat("word ", 6000)))], cancellationToken: Cancelled));

        Assert.Equal(400, error.Status);
        Assert.Contains("4096", error.Message, StringComparison.Ordinal);
    }

    // The vectors have unit length, so the product is the cosine.
    private static float Cosine(float[] left, float[] right) =>
        left.Zip(right, (a, b) => a * b).Sum();
}
