using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace AppHost.Tests;

/// <summary>What the programs of a <c>dotnet run</c> tell the dashboard, asked from its telemetry API: under the same names as the resources.</summary>
public sealed class TelemetryTests
{
    private const string ApiKey = "a-key-of-this-test";

    [Fact]
    public async Task Chat_ThroughTheRouter_IsOneTraceOfRouterAndModel_WithMetricsAndStructuredLogsOfBoth()
    {
        AspireBuild.SkipIfOfficial("the AppHost chooses the dashboard's API key itself");
        await using var run = RunningAppHost.Start(null, null, $"--AppHost:DashboardApiKey={ApiKey}");
        await run.WaitUntilServingAsync();
        await run.WaitForLineAsync("Login to the dashboard at");
        using var dashboard = new HttpClient { BaseAddress = new Uri($"http://localhost:{run.DashboardPort}/api/telemetry/") };
        dashboard.DefaultRequestHeaders.Add("x-api-key", ApiKey);

        var traceId = await ChatAsync(run.RouterPort);

        await EventuallyAsync(async () =>
        {
            var spans = await SpansAsync(dashboard, traceId);
            Assert.Contains(("vllm-router", "POST /v1/chat/completions"), spans);
            Assert.Contains(("qwen2-chat-0", "llm_request"), spans);
            Assert.DoesNotContain(spans, span => span.Resource == "gte-embed-0");
        });
        await EventuallyAsync(async () =>
        {
            Assert.Contains(await LogsAsync(dashboard, "vllm-router", traceId), line => line.Contains("model=Qwen/Qwen2-1.5B-Instruct", StringComparison.Ordinal));
            Assert.Contains(await LogsAsync(dashboard, "qwen2-chat-0", traceId), line => line.Contains("/v1/chat/completions", StringComparison.Ordinal));
        });
        await EventuallyAsync(async () =>
        {
            var resources = (await dashboard.GetFromJsonAsync<JsonElement>("resources", Cancellation)).EnumerateArray().ToDictionary(resource => resource.GetProperty("name").GetString()!);
            foreach (var name in (string[])["vllm-router", "qwen2-chat-0", "gte-embed-0"])
            {
                Assert.True(resources[name].GetProperty("hasMetrics").GetBoolean(), $"{name} has sent no metrics");
            }
        });
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // The request is the child of a span that we make up, so that its trace can be told from those of the router's own probes.
    private static async Task<string> ChatAsync(int port)
    {
        var traceId = ActivityTraceId.CreateRandom().ToHexString();
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://localhost:{port}/v1/chat/completions")
        {
            Headers = { { "traceparent", $"00-{traceId}-{ActivitySpanId.CreateRandom().ToHexString()}-01" } },
            Content = JsonContent.Create(new { model = "Qwen/Qwen2-1.5B-Instruct", max_tokens = 8, messages = new[] { new { role = "user", content = "Hello" } } }),
        };
        using var answer = await client.SendAsync(request, Cancellation);
        answer.EnsureSuccessStatusCode();
        return traceId;
    }

    private static async Task<List<(string Resource, string Name)>> SpansAsync(HttpClient dashboard, string traceId)
    {
        var traces = await dashboard.GetFromJsonAsync<JsonElement>("spans?limit=500", Cancellation);
        return [.. from source in traces.GetProperty("data").GetProperty("resourceSpans").EnumerateArray()
                   from scope in source.GetProperty("scopeSpans").EnumerateArray()
                   from span in scope.GetProperty("spans").EnumerateArray()
                   where span.GetProperty("traceId").GetString() == traceId
                   select (ServiceName(source), span.GetProperty("name").GetString()!)];
    }

    private static async Task<List<string>> LogsAsync(HttpClient dashboard, string resource, string traceId)
    {
        var logs = await dashboard.GetFromJsonAsync<JsonElement>($"logs?resource={resource}&limit=500", Cancellation);
        return [.. from source in logs.GetProperty("data").GetProperty("resourceLogs").EnumerateArray()
                   from scope in source.GetProperty("scopeLogs").EnumerateArray()
                   from record in scope.GetProperty("logRecords").EnumerateArray()
                   where ServiceName(source) == resource && record.TryGetProperty("traceId", out var trace) && trace.GetString() == traceId
                   select record.GetProperty("body").GetProperty("stringValue").GetString()!];
    }

    private static string ServiceName(JsonElement source) => source.GetProperty("resource").GetProperty("attributes").EnumerateArray()
        .Single(attribute => attribute.GetProperty("key").GetString() == "service.name").GetProperty("value").GetProperty("stringValue").GetString()!;

    // Programs send their telemetry in batches, and the dashboard knows nothing of one that has not sent any.
    private static async Task EventuallyAsync(Func<Task> assertion)
    {
        for (var clock = Stopwatch.StartNew(); ; await Task.Delay(100, Cancellation))
        {
            try
            {
                await assertion();
                return;
            }
            catch (Exception failure) when (failure is Xunit.Sdk.XunitException or KeyNotFoundException or HttpRequestException && clock.Elapsed < RunningAppHost.Patience)
            {
            }
        }
    }
}
