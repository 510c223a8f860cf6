using System.ClientModel;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using AiStack.Components.Apisix;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using OpenAI;
using OpenAI.Chat;

namespace AppHost.Tests.Gateway;

/// <summary>AI gateways without containers, seen from outside: the policies of the stack hold.</summary>
public sealed class EmbeddedGatewayTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private const string Chats = "/ai/chat/v1/chat/completions";

    [Theory]
    [InlineData(null, null, HttpStatusCode.Unauthorized, "Missing API key in request")]
    [InlineData("apikey", "wrong", HttpStatusCode.Unauthorized, "Invalid API key in request")]
    [InlineData("apikey", GatewayFixture.OtherKey, HttpStatusCode.Forbidden, null)]
    [InlineData("apikey", GatewayFixture.TeamKey, HttpStatusCode.OK, "chat.completion")]
    [InlineData("Authorization", "Bearer " + GatewayFixture.TeamKey, HttpStatusCode.OK, "chat.completion")]
    public async Task Chat_WithAKey_Gets(string? header, string? key, HttpStatusCode status, string? text)
    {
        using var answer = await AskAsync(Chats, "Hello", (header, key));

        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(text ?? "", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("qwen-chat.localhost", HttpStatusCode.OK)]
    [InlineData("qwen-chat.example.com", HttpStatusCode.OK)]
    [InlineData("other-chat.localhost", HttpStatusCode.Forbidden)]
    [InlineData("nobody.localhost", HttpStatusCode.NotFound)]
    public async Task Chat_AtAHost_Gets(string host, HttpStatusCode status)
    {
        using var answer = await AskAsync("/v1/chat/completions", "Hello", ("apikey", GatewayFixture.TeamKey), ("Host", host));

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Chat_WithADeniedPrompt_IsRefused()
    {
        using var answer = await AskAsync(Chats, "What is the Password?", ("apikey", GatewayFixture.TeamKey));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("Request contains prohibited content", (await JsonAsync(answer)).GetProperty("message").GetString());
    }

    [Fact]
    public async Task Chat_ByTheOfficialClient_IsStreamed()
    {
        var client = new ChatClient("org/chat", new ApiKeyCredential(GatewayFixture.TeamKey), new OpenAIClientOptions { Endpoint = new(fixture.Client.BaseAddress!, "/ai/chat/v1") });

        var parts = new List<string>();
        await foreach (var update in client.CompleteChatStreamingAsync(["Count to ten."], new() { MaxOutputTokenCount = 8 }, TestContext.Current.CancellationToken))
        {
            parts.AddRange(update.ContentUpdate.Select(part => part.Text));
        }

        Assert.True(parts.Count > 1, string.Concat(parts));
    }

    [Fact]
    public async Task Models_ThroughTheGateway_AreListed()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/ai/chat/v1/models") { Headers = { { "apikey", GatewayFixture.TeamKey } } };
        using var answer = await fixture.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(["org/chat", "org/embed"], (await JsonAsync(answer)).GetProperty("data").EnumerateArray().Select(model => model.GetProperty("id").GetString()!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Vectors_ThroughTheGateway_HaveTheirLength()
    {
        using var answer = await fixture.Client.SendAsync(new(HttpMethod.Post, "/ai/embed/v1/embeddings") { Headers = { { "apikey", GatewayFixture.TeamKey } }, Content = JsonContent.Create(new { model = "org/embed", input = "Hello" }) }, TestContext.Current.CancellationToken);

        Assert.Equal(8, (await JsonAsync(answer)).GetProperty("data")[0].GetProperty("embedding").GetArrayLength());
    }

    // The provider's key has no value, and everything else works nevertheless.
    [Fact]
    public void Provider_WithoutItsKey_KeepsNothingFromStarting()
    {
        Assert.True(fixture.Application.ResourceNotifications.TryGetCurrentState("openai-key", out var key));
        Assert.Equal(KnownResourceStates.ValueMissing, key.Snapshot.State?.Text);
        Assert.True(fixture.Application.ResourceNotifications.TryGetCurrentState("apisix-gateway", out var gateway));
        Assert.Equal(KnownResourceStates.Running, gateway.Snapshot.State?.Text);
    }

    [Fact]
    public async Task Chat_OverHttps_ShowsACertificateThatAFileIsEnoughToTrust()
    {
        var file = GatewayCertificate.FileOf("gated");
        using var trusted = X509CertificateLoader.LoadCertificateFromFile(file);
        using var client = GatewayCertificate.Trusting(trusted, $"https://qwen-chat.localhost:{fixture.Application.GetEndpoint("apisix-gateway", "https").Port}");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/models") { Headers = { { "apikey", GatewayFixture.TeamKey } } };
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.ChangeExtension(file, ".key")));
        }
    }

    [Fact]
    public void Gateways_InTheDashboard_ShowWhereTheyAnswer()
    {
        var port = fixture.Application.GetEndpoint("apisix-gateway", "http").Port;
        foreach (var name in new[] { "apisix", "ai", "other" })
        {
            Assert.True(fixture.Application.ResourceNotifications.TryGetCurrentState(name, out var shown), name);
            Assert.Equal(KnownResourceStates.Running, shown.Snapshot.State?.Text);
        }

        Assert.True(fixture.Application.ResourceNotifications.TryGetCurrentState("ai", out var gateway));
        Assert.Equal(
            [
                $"http://qwen-chat.localhost:{port}/v1", $"http://embed.localhost:{port}/v1", $"http://openai.localhost:{port}/v1",
                $"http://localhost:{port}/ai/chat/v1", $"http://localhost:{port}/ai/embed/v1", $"http://localhost:{port}/ai/openai/v1",
            ],
            gateway.Snapshot.Urls.OrderByDescending(url => url.DisplayProperties.SortOrder).Select(url => url.Url));
    }

    [Fact]
    public async Task Metrics_OfTheGateway_AreThoseOfApisix()
    {
        using var client = fixture.Application.CreateHttpClient("apisix-gateway", "status");
        (await AskAsync(Chats, "Hello", ("apikey", GatewayFixture.TeamKey))).Dispose();

        Assert.Contains("apisix_http_status", await client.GetStringAsync(ApisixFacts.MetricsPath, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public void File_OfTheGateway_HasNoSecretAndIsItsOwners()
    {
        var arguments = fixture.Application.ResourceNotifications.TryGetCurrentState("apisix-gateway", out var gateway)
            ? ((IEnumerable<string>)gateway.Snapshot.Properties.Single(property => property.Name == "executable.args").Value!).ToList() : [];
        var file = arguments[arguments.IndexOf("--config") + 1];

        Assert.DoesNotContain(GatewayFixture.TeamKey, File.ReadAllText(file), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(file)!));
        }
    }

    private async Task<HttpResponseMessage> AskAsync(string path, string prompt, params (string? Name, string? Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(new { model = "org/chat", max_tokens = 4, messages = new[] { new { role = "user", content = prompt } } }) };
        foreach (var (name, value) in headers.Where(header => header.Name is not null))
        {
            request.Headers.TryAddWithoutValidation(name!, value);
        }

        return await fixture.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"{answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }
}
