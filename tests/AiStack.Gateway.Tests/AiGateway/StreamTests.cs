using System.Diagnostics;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace AiStack.Gateway.Tests.AiGateway;

public sealed class StreamTests
{
    private const string Keep = "data: {\"choices\":[{\"delta\":{\"content\":\"one\"}}]}\n\n";

    [Fact]
    public async Task Stream_FirstToken_IsPassedOnBeforeTheBackendGoesOn()
    {
        var goOn = new TaskCompletionSource();
        await using var backend = await StartAsync(async context =>
        {
            await context.Response.WriteAsync(Keep);
            await context.Response.Body.FlushAsync();
            await goOn.Task;
            await context.Response.WriteAsync("data: [DONE]\n\n");
        });
        await using var gateway = await GatewayDocument.To(backend).StartAsync();

        using var answer = await AskAsync(gateway);
        await using var stream = await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        var buffer = new byte[4096];
        var first = await stream.ReadAsync(buffer, TestContext.Current.CancellationToken);

        Assert.Equal(Keep, Encoding.UTF8.GetString(buffer, 0, first));
        goOn.SetResult();
        Assert.Equal("data: [DONE]\n\n", await new StreamReader(stream).ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Stream_CallerGoesAway_EndsTheBackendsWork()
    {
        var ended = new TaskCompletionSource();
        await using var backend = await StartAsync(async context =>
        {
            await using var registration = context.RequestAborted.Register(() => ended.TrySetResult());
            await context.Response.WriteAsync(Keep);
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        await using var gateway = await GatewayDocument.To(backend).StartAsync();

        var answer = await AskAsync(gateway);
        answer.Dispose();

        await ended.Task.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(async () => await gateway.MetricAsync("apisix_http_status") == 1, TimeSpan.FromSeconds(5), "the request is counted");
        Assert.Equal(0, await gateway.MetricAsync("apisix_llm_active_connections"));
        Assert.DoesNotContain("Exception", gateway.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_CallerGoesAwayBeforeTheAnswer_EndsTheBackendsWork()
    {
        var (began, ended) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var backend = await StartAsync(async context =>
        {
            await using var registration = context.RequestAborted.Register(() => ended.TrySetResult());
            began.TrySetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        await using var gateway = await GatewayDocument.To(backend).StartAsync();
        using var gone = new CancellationTokenSource();

        var asking = AskAsync(gateway, gone.Token);
        await began.Task.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(async () => await gateway.MetricAsync("apisix_http_status", "code=\"499\"") == 1, TimeSpan.FromSeconds(5), "it is counted as the caller's");
        Assert.DoesNotContain("Exception", gateway.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_CallerGoesAwayWhileItUploads_LeavesNothingBehind()
    {
        await using var backend = await ScriptedBackend.StartAsync();
        await using var gateway = await GatewayDocument.To(backend).StartAsync();

        for (var i = 0; i < 5; i++)
        {
            using var client = new System.Net.Sockets.TcpClient();
            await client.ConnectAsync("127.0.0.1", gateway.Port, TestContext.Current.CancellationToken);
            await client.GetStream().WriteAsync("POST /v1/chat/completions HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"messages\":"u8.ToArray(), TestContext.Current.CancellationToken);
            // An orderly end for some, a reset for the others.
            client.LingerState = new(i % 2 == 0, 0);
        }

        await Eventually.TrueAsync(async () => await gateway.MetricAsync("apisix_http_status") == 5, TimeSpan.FromSeconds(5), "all are counted");
        Assert.Empty(backend.Received);
        Assert.DoesNotContain("Exception", gateway.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_SlowReader_GetsEverythingAndTheGatewayHoldsLittleOfIt()
    {
        const int Pieces = 400;
        var piece = new string('x', 64 << 10);
        await using var backend = await StartAsync(async context =>
        {
            for (var i = 0; i < Pieces; i++)
            {
                await context.Response.WriteAsync(piece);
            }
        });
        await using var gateway = await GatewayDocument.To(backend).StartAsync();
        using var answer = await AskAsync(gateway);
        await using var stream = await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);

        await Task.Delay(500, TestContext.Current.CancellationToken);
        using var process = Process.GetProcessById(gateway.Process.Id);
        var held = process.WorkingSet64;
        var buffer = new byte[1 << 20];
        var total = 0L;
        while (await stream.ReadAsync(buffer, TestContext.Current.CancellationToken) is var read and > 0)
        {
            total += read;
        }

        Assert.Equal((long)Pieces * piece.Length, total);
        Assert.InRange(held, 0, 250L << 20);
    }

    [Fact]
    public async Task Prompt_OfAMegabyte_GoesThroughEveryPolicyWhateverItsFrame()
    {
        await using var backend = await ScriptedBackend.StartAsync();
        await using var gateway = await GatewayDocument.To(backend, """
            "ai-prompt-guard":{"deny_patterns":["(?i)secret","(?=x)x{3}y"],"match_all_roles":true,"match_all_conversation_history":true,"fail_mode":"error"},
            "ai-prompt-decorator":{"prepend":[{"role":"system","content":"a"}]}
            """).StartAsync();
        var text = string.Concat(Enumerable.Repeat("lorem ipsum ä😀 ", 70_000));
        var body = Encoding.UTF8.GetBytes($$"""{"model":"m","messages":[{"role":"user","content":"{{text}}"}]}""");

        foreach (var content in new HttpContent[] { new ByteArrayContent(body), new StreamContent(new ChunkedUpload(body)) })
        {
            using var answer = await SendAsync(gateway, content);

            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.True(backend.Received.TryDequeue(out var received));
            Assert.Equal($$"""{"model":"m","messages":[{"role":"system","content":"a"},{"role":"user","content":"{{text}}"}]}""", Encoding.UTF8.GetString(received.Body));
        }

        using var denied = await SendAsync(gateway, new StreamContent(new ChunkedUpload(Encoding.UTF8.GetBytes($$"""{"model":"m","messages":[{"role":"user","content":"{{text}}secret"}]}"""))));
        Assert.Equal(HttpStatusCode.BadRequest, denied.StatusCode);
    }

    [Fact]
    public async Task Prompt_InChunksOfMoreThan64Mebibytes_Is413()
    {
        await using var backend = await ScriptedBackend.StartAsync();
        await using var gateway = await GatewayDocument.To(backend).StartAsync();
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync("127.0.0.1", gateway.Port, TestContext.Current.CancellationToken);
        var stream = client.GetStream();
        await stream.WriteAsync("POST /v1/chat/completions HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
        var chunk = Encoding.ASCII.GetBytes($"100000\r\n{new string(' ', 1 << 20)}\r\n");

        try
        {
            for (var i = 0; i < 65; i++)
            {
                await stream.WriteAsync(chunk, TestContext.Current.CancellationToken);
            }
        }
        catch (IOException)
        {
            // It need not listen to the rest.
        }

        Assert.StartsWith("HTTP/1.1 413", await new StreamReader(stream).ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Empty(backend.Received);
    }

    [Fact]
    public async Task Prompt_WithMillionsOfProperties_TakesLittleMoreThanItsSize()
    {
        await using var backend = await ScriptedBackend.StartAsync();
        await using var gateway = await GatewayDocument.To(backend, """ "ai-prompt-decorator":{"prepend":[{"role":"system","content":"a"}]} """).StartAsync();
        var body = Encoding.ASCII.GetBytes($$"""{{{string.Concat(Enumerable.Repeat("\"a\":1,", 3_000_000))}}"messages":[]}""");

        using var answer = await SendAsync(gateway, new ByteArrayContent(body));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var process = Process.GetProcessById(gateway.Process.Id);
        Assert.InRange(process.PeakWorkingSet64, 0, 300L << 20);
    }

    [Fact]
    public async Task Streams_TwoHundredAtOnce_EachGetsItsOwn()
    {
        var all = new TaskCompletionSource();
        var open = 0;
        await using var backend = await StartAsync(async context =>
        {
            var who = context.Request.Headers["X-Who"].ToString();
            await context.Response.WriteAsync($"data: {who}\n\n");
            await context.Response.Body.FlushAsync();
            if (Interlocked.Increment(ref open) == 200)
            {
                all.SetResult();
            }

            await all.Task;
            await context.Response.WriteAsync($"data: {who} ends {{\"usage\":{{\"total_tokens\":1}}}}\n\n");
        });
        await using var gateway = await GatewayDocument.To(backend, """ "ai-rate-limiting":{"limit":100000,"time_window":3600} """).StartAsync("--log-level", "warning");

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(async i =>
        {
            using var answer = await AskAsync(gateway, TestContext.Current.CancellationToken, ("X-Who", $"{i}"));
            return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        }));

        Assert.All(answers.Index(), answer => Assert.Equal($"data: {answer.Index}\n\ndata: {answer.Index} ends {{\"usage\":{{\"total_tokens\":1}}}}\n\n", answer.Item));
        using var last = await AskAsync(gateway, TestContext.Current.CancellationToken, ("X-Who", "last"));
        Assert.Equal($"{100_000 - 200 - 1}", last.Headers.GetValues("X-AI-RateLimit-Remaining-ai-proxy-openai-compatible").Single());
        await Eventually.TrueAsync(async () => await gateway.MetricAsync("apisix_llm_active_connections") == 0, TimeSpan.FromSeconds(5), "none is under way any more");
    }

    private static async Task<FakeBackend> StartAsync(Func<HttpContext, Task> answer)
    {
        var backend = await FakeBackend.StartAsync();
        backend.Answer = async (context, _) =>
        {
            context.Response.ContentType = "text/event-stream";
            await answer(context);
        };
        return backend;
    }

    private static Task<HttpResponseMessage> AskAsync(RunningGateway gateway) => AskAsync(gateway, TestContext.Current.CancellationToken);

    private static async Task<HttpResponseMessage> AskAsync(RunningGateway gateway, CancellationToken cancellation, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions") { Content = new StringContent("""{"stream":true,"messages":[]}""", Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await gateway.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
    }

    private static async Task<HttpResponseMessage> SendAsync(RunningGateway gateway, HttpContent content)
    {
        content.Headers.ContentType = new("application/json");
        return await gateway.Client.PostAsync("/v1/chat/completions", content, TestContext.Current.CancellationToken);
    }
}
