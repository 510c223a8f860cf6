using System.Net;
using System.Net.Http.Json;

namespace AiStack.Cli.Tests;

/// <summary>A stack file that is changed while it runs.</summary>
public sealed class ChangeTests : IDisposable
{
    private const string Stack = """
        apiVersion: aistack/v1
        name: changing
        domain: example.com
        components:
          vllm: { kind: vllm, models: { chat: { model_path: org/chat, model_type: chat, parameters: 1B } } }
          apisix: { kind: apisix, tls: { issuer: letsencrypt }, ai_gateways: { ai: { api_key: { secret: team-key } } } }
        links:
          - { from: apisix/ai, to: vllm/chat, deny_patterns: ["(?i)password"] }

        """;

    private readonly Aistack _aistack = new();
    private readonly HttpClient _client = new();

    [Fact]
    public async Task File_Changed_IsFollowedWithoutARestart()
    {
        _aistack.Write("stack.yaml", Stack);
        await using var run = new RunningStack(_aistack.Directory, "--Parameters:team-key=one", "--Parameters:new-key=two");
        await run.WaitAsync("the model answers", async () => await AskAsync(run, "one", "Hello") == HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.BadRequest, await AskAsync(run, "one", "The password?"));

        // A policy.
        _aistack.Write("stack.yaml", Stack.Replace("(?i)password", "(?i)hello", StringComparison.Ordinal));
        await run.WaitForLineAsync("stack.yaml has changed: apisix/ai is in effect.");
        await run.WaitAsync("the policy holds", async () => await AskAsync(run, "one", "Hello") == HttpStatusCode.BadRequest);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(run, "one", "The password?"));

        // A mistake.
        _aistack.Write("stack.yaml", Stack.Replace("deny_patterns", "deny_pattern", StringComparison.Ordinal));
        await run.WaitForLineAsync("stack.yaml:8:39: error AIS");
        await run.WaitForLineAsync("stack.yaml has changed, and has errors: the run goes on as before.");
        Assert.Equal(HttpStatusCode.BadRequest, await AskAsync(run, "one", "Hello"));

        // A model by another name, which the next run has: until then the one that runs is routed to.
        _aistack.Write("stack.yaml", Stack.Replace("{ chat:", "{ talk:", StringComparison.Ordinal).Replace("vllm/chat", "vllm/talk", StringComparison.Ordinal));
        await run.WaitForLineAsync("stack.yaml has changed: vllm/talk, apisix/ai, vllm/chat take effect when the stack is run again.");
        Assert.Equal(HttpStatusCode.OK, await AskAsync(run, "one", "The password?"));

        // A key that the program has not got, beside what takes a new run.
        _aistack.Write("stack.yaml", Stack.Replace("{ secret: team-key }", "{ secret: new-key }", StringComparison.Ordinal).Replace("components:", "components:\n  redis: { kind: redis }", StringComparison.Ordinal));
        await run.WaitForLineAsync("stack.yaml has changed: 'apisix-gateway' was restarted to get 'new-key'");
        await run.WaitForLineAsync("stack.yaml has changed: redis takes effect when the stack is run again.");
        await run.WaitAsync("the key holds", async () => await AskAsync(run, "two", "Hello") == HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(run, "one", "Hello"));

        Assert.Equal(0, await run.StopAsync());
        Assert.Equal("", run.Errors);
        Assert.Empty(await run.LeftAsync());
    }

    public void Dispose()
    {
        _client.Dispose();
        _aistack.Dispose();
    }

    private async Task<HttpStatusCode> AskAsync(RunningStack run, string key, string prompt)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://localhost:{run.GatewayPort}/ai/chat/v1/chat/completions")
        {
            Headers = { { "apikey", key } },
            Content = JsonContent.Create(new { max_tokens = 4, messages = new[] { new { role = "user", content = prompt } } }),
        };
        using var answer = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
