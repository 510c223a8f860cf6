using System.ClientModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using AiStack.Tests;
using OpenAI.Chat;
using OpenAI.Embeddings;

namespace AiStack.Gateway.Tests.AiGateway;

/// <summary>The gateway as applications see it: with OpenAI's own clients, of .NET and of JavaScript.</summary>
public sealed class ClientTests(ClientFixture stack) : IClassFixture<ClientFixture>
{
    private const string PackageVersion = "6.30.1";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(120);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task DotNet_Chat_IsAnsweredWithTheTokensThatAreCounted()
    {
        var before = await stack.Gateway.MetricAsync("apisix_llm_completion_tokens", "consumer=\"apisix_apisix-ai-team\"");

        ChatCompletion answer = await Chat().CompleteChatAsync([new UserChatMessage("What is a node pool?")], new ChatCompletionOptions { MaxOutputTokenCount = 12 }, Cancelled);

        Assert.NotEmpty(answer.Content[0].Text);
        Assert.Equal(ClientFixture.ChatModel, answer.Model);
        await Eventually.TrueAsync(async () => await stack.Gateway.MetricAsync("apisix_llm_completion_tokens", "consumer=\"apisix_apisix-ai-team\"") == before + answer.Usage.OutputTokenCount, TimeSpan.FromSeconds(5), "its tokens are counted");
    }

    [Fact]
    public async Task DotNet_ChatStreamed_ArrivesInPiecesWithUsageAtItsEnd()
    {
        var (text, pieces, tokens) = (new StringBuilder(), 0, 0);
        await foreach (var update in Chat().CompleteChatStreamingAsync([new UserChatMessage("Tell me about queues.")], new ChatCompletionOptions { MaxOutputTokenCount = 16 }, Cancelled))
        {
            pieces += update.ContentUpdate.Count;
            text.Append(string.Concat(update.ContentUpdate.Select(part => part.Text)));
            tokens = update.Usage?.OutputTokenCount ?? tokens;
        }

        Assert.True(pieces > 3, $"Only {pieces} pieces.");
        Assert.NotEmpty(text.ToString());
        Assert.InRange(tokens, 1, 16);
    }

    [Theory]
    [InlineData("wrong", "ai", 401, "Invalid API key in request")]
    [InlineData("few-key", "ai", 403, "The consumer_name is forbidden.")]
    [InlineData("team-key", "few", 403, "The consumer_name is forbidden.")]
    public async Task DotNet_WithAKeyThatOpensNothing_IsToldWhy(string key, string gateway, int status, string message)
    {
        var problem = await Assert.ThrowsAsync<ClientResultException>(() => stack.Client(key, gateway).GetChatClient("any").CompleteChatAsync([new UserChatMessage("hello")], cancellationToken: Cancelled));

        Assert.Equal(status, problem.Status);
        Assert.Contains(message, problem.GetRawResponse()!.Content.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DotNet_PromptThatIsDenied_Is400AlsoWhenStreamed()
    {
        var plain = await Assert.ThrowsAsync<ClientResultException>(() => Chat().CompleteChatAsync([new UserChatMessage("a SECRET")], cancellationToken: Cancelled));
        var streamed = await Assert.ThrowsAsync<ClientResultException>(async () =>
        {
            await foreach (var update in Chat().CompleteChatStreamingAsync([new UserChatMessage("a SECRET")], cancellationToken: Cancelled))
            {
                Assert.NotNull(update);
            }
        });

        Assert.Equal((400, 400), (plain.Status, streamed.Status));
    }

    [Fact]
    public async Task DotNet_PastTheTokenLimit_Is429()
    {
        var chat = stack.Client("few-key", "few").GetChatClient("any");
        await chat.CompleteChatAsync([new UserChatMessage("hello")], new ChatCompletionOptions { MaxOutputTokenCount = 4 }, Cancelled);

        var past = await Assert.ThrowsAsync<ClientResultException>(() => chat.CompleteChatAsync([new UserChatMessage("hello")], cancellationToken: Cancelled));

        Assert.Equal(429, past.Status);
        Assert.True(past.GetRawResponse()!.Headers.TryGetValue("X-AI-1-RateLimit-Remaining", out var remaining));
        Assert.Equal("0", remaining);
    }

    [Fact]
    public async Task DotNet_Tools_AreCalledAndTheirResultAnswered()
    {
        var tool = ChatTool.CreateFunctionTool("get_weather", "Weather of a city", BinaryData.FromString("""{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}"""));
        var options = new ChatCompletionOptions { Tools = { tool }, ToolChoice = ChatToolChoice.CreateRequiredChoice() };

        ChatCompletion asked = await Chat().CompleteChatAsync([new UserChatMessage("Weather in Paris?")], options, Cancelled);
        var call = Assert.Single(asked.ToolCalls);
        Assert.Equal("get_weather", call.FunctionName);
        ChatCompletion answered = await Chat().CompleteChatAsync(
            [new UserChatMessage("Weather in Paris?"), new AssistantChatMessage(asked), new ToolChatMessage(call.Id, "5 degrees")], new ChatCompletionOptions { Tools = { tool } }, Cancelled);

        Assert.NotEmpty(answered.Content[0].Text);
    }

    [Fact]
    public async Task DotNet_PartsAndLongPrompts_GoThrough()
    {
        ChatCompletion parts = await Chat().CompleteChatAsync([new UserChatMessage(ChatMessageContentPart.CreateTextPart("one"), ChatMessageContentPart.CreateTextPart("zwei ä😀"))], new ChatCompletionOptions { MaxOutputTokenCount = 4 }, Cancelled);
        Assert.NotEmpty(parts.Content[0].Text);

        // Longer than the model's context: the answer is the model's, and says so.
        var tooLong = await Assert.ThrowsAsync<ClientResultException>(() => Chat().CompleteChatAsync([new UserChatMessage(string.Concat(Enumerable.Repeat("many words ", 100_000)))], cancellationToken: Cancelled));
        Assert.Equal(400, tooLong.Status);
        Assert.Contains("maximum context length", tooLong.GetRawResponse()!.Content.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DotNet_Embeddings_HaveTheModelsLength()
    {
        var vectors = await stack.Client("team-key", model: "embed").GetEmbeddingClient("any").GenerateEmbeddingsAsync(["one", "two"], new EmbeddingGenerationOptions(), Cancelled);

        Assert.Equal(2, vectors.Value.Count);
        Assert.True(vectors.Value[0].ToFloats().Length > 100);
    }

    [Fact]
    public async Task DotNet_Models_AreListed()
    {
        var models = await stack.Client("team-key").GetOpenAIModelClient().GetModelsAsync(Cancelled);

        Assert.Contains(ClientFixture.ChatModel, models.Value.Select(model => model.Id));
    }

    [Fact]
    public async Task DotNet_StreamGivenUp_IsNotUnderWayAnyMore()
    {
        await foreach (var update in Chat().CompleteChatStreamingAsync([new UserChatMessage("Tell me everything.")], new ChatCompletionOptions { MaxOutputTokenCount = 5000 }, Cancelled))
        {
            if (update.ContentUpdate.Count > 0)
            {
                break;
            }
        }

        await Eventually.TrueAsync(async () => await stack.Gateway.MetricAsync("apisix_llm_active_connections") == 0, TimeSpan.FromSeconds(5), "nothing is under way any more");
    }

    [Fact]
    public async Task JavaScript_Client_DoesAllOfThisToo()
    {
        var directory = await InstallAsync();
        var (code, output, error) = await RunAsync("node", directory, "openai-client.mjs", $"{stack.Url("ai", "chat")}", $"{stack.Url("ai", "embed")}");

        Assert.True(code == 0, $"{output}\n{error}");
        using var json = JsonDocument.Parse(output);
        var results = json.RootElement.EnumerateObject().ToDictionary(result => result.Name, result => result.Value.ToString());
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["plain"] = "text from " + ClientFixture.ChatModel,
                ["streamed"] = "pieces, text and usage",
                ["no key"] = "AuthenticationError 401",
                ["wrong key"] = "AuthenticationError 401",
                ["denied"] = "BadRequestError 400",
                ["denied stream"] = "BadRequestError 400",
                ["tools"] = "get_weather",
                ["parts"] = "text",
                ["embeddings"] = "2 vectors of numbers",
                ["models"] = "listed",
                ["abort"] = "ended",
                ["headers"] = "remaining",
            }.OrderBy(pair => pair.Key),
            results.OrderBy(pair => pair.Key));
        directory.Delete(recursive: true);
    }

    private ChatClient Chat() => stack.Client("team-key").GetChatClient("any");

    private static async Task<DirectoryInfo> InstallAsync()
    {
        var directory = Directory.CreateTempSubdirectory("aistack-openai-");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "AiGateway", "openai-client.mjs"), Path.Combine(directory.FullName, "openai-client.mjs"));
        await File.WriteAllTextAsync(Path.Combine(directory.FullName, "package.json"), """{"private":true}""", Cancelled);
        try
        {
            var (code, output, error) = await RunAsync("npm", directory, "install", "--silent", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", $"openai@{PackageVersion}");
            if (code != 0)
            {
                Requirement.IsMissing($"npm could not install openai@{PackageVersion}: {output}{error}");
            }
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Requirement.IsMissing("npm is not installed (Node.js 20 or later has it).");
        }

        return directory;
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(string program, DirectoryInfo directory, params string[] arguments)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        limit.CancelAfter(s_patience);
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = directory.FullName, RedirectStandardOutput = true, RedirectStandardError = true })!;
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
