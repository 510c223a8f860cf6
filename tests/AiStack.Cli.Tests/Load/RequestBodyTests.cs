using System.Text.Json;
using AiStack.Cli.Load;
using FsCheck.Xunit;

namespace AiStack.Cli.Tests.Load;

public sealed class RequestBodyTests
{
    [Property]
    public void Body_SameSeedAndNumber_IsTheSameAndAnotherNumbersIsAnother(ulong seed, int number)
    {
        var (one, again) = (new RequestBody(Plan(seed)), new RequestBody(Plan(seed)));

        Assert.Equal(one.Of(number).ToArray(), again.Of(number).ToArray());
        Assert.NotEqual(one.Of(number).ToArray(), one.Of(number + 1L).ToArray());
    }

    [Theory]
    [InlineData(nameof(LoadEndpoint.Chat), true, """{"model":"a \"quoted\" name","messages":[{"role":"user","content":"*"}],"max_tokens":7,"stream":true,"stream_options":{"include_usage":true}}""")]
    [InlineData(nameof(LoadEndpoint.Completions), false, """{"model":"a \"quoted\" name","prompt":"*","max_tokens":7}""")]
    [InlineData(nameof(LoadEndpoint.Embeddings), false, """{"model":"a \"quoted\" name","input":"*"}""")]
    public void Body_OfAnEndpoint_HasItsForm(string endpoint, bool isStreamed, string expected)
    {
        using var body = JsonDocument.Parse(new RequestBody(Plan(3) with { Endpoint = Enum.Parse<LoadEndpoint>(endpoint), IsStreamed = isStreamed }).Of(0));
        var prompt = body.RootElement.TryGetProperty("messages", out var messages) ? messages[0].GetProperty("content")
            : body.RootElement.TryGetProperty("prompt", out var text) ? text : body.RootElement.GetProperty("input");

        Assert.Equal(40, prompt.GetString()!.Split(' ').Length);
        Assert.Equal(expected, body.RootElement.GetRawText().Replace("\\u0022", "\\\"", StringComparison.Ordinal).Replace(prompt.GetString()!, "*", StringComparison.Ordinal));
    }

    private static LoadPlan Plan(ulong seed) => new()
    {
        Api = new("http://localhost/v1"), Model = "a \"quoted\" name", Rate = 1, Duration = TimeSpan.FromSeconds(1), Timeout = TimeSpan.FromSeconds(1), Seed = seed, Headers = [],
        PromptTokens = TokenDistribution.TryParse("40", out var prompt, out _) ? prompt : throw new InvalidOperationException(),
        OutputTokens = TokenDistribution.TryParse("7", out var output, out _) ? output : throw new InvalidOperationException(),
    };
}
