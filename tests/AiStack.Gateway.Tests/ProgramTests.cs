using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace AiStack.Gateway.Tests;

public sealed class ProgramTests
{
    [Fact]
    public async Task Program_TerminatedWithAnOpenStream_EndsWithinTwoSeconds()
    {
        await using var backend = await FakeBackend.StartAsync("m");
        backend.Answer = async (context, _) =>
        {
            await context.Response.WriteAsync("data: one\n\n");
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        var port = RouterProcess.FreePort();
        using var router = RouterProcess.Start(
            "router", "--host", "127.0.0.1", "--port", $"{port}", "--static-backends", backend.Url, "--static-models", "m");
        Assert.Contains($"http://127.0.0.1:{port}", await router.ReadLineAsync(), StringComparison.Ordinal);
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{port}/v1/chat/completions") { Content = new StringContent("""{"model":"m"}""") };
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

        var started = Stopwatch.GetTimestamp();
        router.Terminate();
        var (code, output, error) = await router.EndAsync();

        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(2.5));
        Assert.Equal(0, code);
        Assert.Empty(error);
        Assert.DoesNotContain("Exception", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Program_UnderAspire_SendsSpansWithModelAndBackendAndPassesTheTraceOn()
    {
        await using var dashboard = await FakeBackend.StartAsync();
        await using var backend = await FakeBackend.StartAsync("traced-model");
        var port = RouterProcess.FreePort();
        using var router = RouterProcess.Start(
            new Dictionary<string, string>
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = dashboard.Url,
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
            },
            "router", "--host", "127.0.0.1", "--port", $"{port}", "--static-backends", backend.Url, "--static-models", "traced-model");
        await router.ReadLineAsync();
        const string Trace = "0af7651916cd43dd8448eb211c80319c";
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{port}/v1/chat/completions") { Content = new StringContent("""{"model":"traced-model"}""") };
        request.Headers.Add("traceparent", $"00-{Trace}-b7ad6b7169203331-01");
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);

        var passedOn = Assert.Single(backend.Received).Headers["traceparent"];
        Assert.Contains(Trace, passedOn, StringComparison.Ordinal);
        Assert.DoesNotContain("b7ad6b7169203331", passedOn, StringComparison.Ordinal);
        await Eventually.TrueAsync(
            () => Task.FromResult(dashboard.Received.Any(sent => sent.Target == "/v1/traces" && Mentions(sent, "vllm.backend_url") && Mentions(sent, backend.Url) && Mentions(sent, "POST /v1/chat/completions"))),
            TimeSpan.FromSeconds(10),
            "the request's span is exported");
        Assert.DoesNotContain(dashboard.Received, sent => sent.Target == "/v1/traces" && Mentions(sent, "/v1/models"));
    }

    [Fact]
    public async Task Program_DashboardThatKeepsSilent_DoesNotHoldTheEnd()
    {
        await using var dashboard = await FakeBackend.StartAsync();
        dashboard.Answer = (context, _) => Task.Delay(Timeout.Infinite, context.RequestAborted);
        await using var backend = await FakeBackend.StartAsync("m");
        var port = RouterProcess.FreePort();
        using var router = RouterProcess.Start(
            new Dictionary<string, string> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = dashboard.Url, ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf" },
            "router", "--host", "127.0.0.1", "--port", $"{port}", "--static-backends", backend.Url, "--static-models", "m");
        await router.ReadLineAsync();
        using var client = new HttpClient();
        Assert.True(await AnswersAsync(client, port));

        var started = Stopwatch.GetTimestamp();
        router.Terminate();
        var (code, _, _) = await router.EndAsync();

        Assert.Equal(0, code);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(2.5));
    }

    [Fact]
    public async Task Program_LogLevel_DecidesAboutAccessLines()
    {
        await using var backend = await FakeBackend.StartAsync("m");
        foreach (var (level, expected) in new[] { ("info", true), ("warning", false) })
        {
            var port = RouterProcess.FreePort();
            using var router = RouterProcess.Start(
                "router", "--host", "127.0.0.1", "--port", $"{port}", "--static-backends", backend.Url, "--static-models", "m", "--log-level", level, "--log-format", "json");
            using var client = new HttpClient();
            await Eventually.TrueAsync(() => AnswersAsync(client, port), TimeSpan.FromSeconds(10), "the router answers");
            router.Terminate();

            var (_, output, _) = await router.EndAsync();

            Assert.Equal(expected, output.Contains("\"Model\":\"m\"", StringComparison.Ordinal) && output.Contains(backend.Url, StringComparison.Ordinal));
            Assert.DoesNotContain("secret prompt", output, StringComparison.Ordinal);
        }
    }

    private static async Task<bool> AnswersAsync(HttpClient client, int port)
    {
        try
        {
            using var content = new StringContent("""{"model":"m","prompt":"secret prompt"}""");
            using var response = await client.PostAsync($"http://127.0.0.1:{port}/v1/completions", content, TestContext.Current.CancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static bool Mentions(ReceivedRequest sent, string text) => sent.Body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
}
