using System.Net;
using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.Http;

namespace AiStack.Gateway.Tests;

public sealed class PassthroughTests
{
    [Fact]
    public async Task Body_AnyJsonWithAModel_ArrivesByteForByteAtThatModelsBackend()
    {
        await using var plain = await FakeBackend.StartAsync(RoutedBody.Plain);
        await using var odd = await FakeBackend.StartAsync(RoutedBody.Odd);
        await using var router = await RunningRouter.StartAsync([plain, odd]);

        Prop.ForAll(RoutedBody.Arbitrary, async body =>
        {
            using var response = await router.PostAsync("/v1/chat/completions", body.Bytes);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            var (right, wrong) = body.Model == RoutedBody.Plain ? (plain, odd) : (odd, plain);
            Assert.True(right.Received.TryDequeue(out var received), "It went to another backend.");
            Assert.Equal(body.Bytes, received.Body);
            Assert.Empty(wrong.Received);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Body_TwentyMegabytes_ArrivesUnchanged(bool chunked)
    {
        byte[] hash = [];
        long? length = null;
        await using var backend = await FakeBackend.StartAsync("m");
        backend.Answer = async (context, body) =>
        {
            (hash, length) = (SHA256.HashData(body), context.Request.ContentLength);
            await context.Response.WriteAsync("{}");
        };
        await using var router = await RunningRouter.StartAsync([backend]);
        var image = new byte[15_000_000];
        new Random(1).NextBytes(image);
        var bytes = Encoding.UTF8.GetBytes($$"""{"messages":[{"content":"{{Convert.ToBase64String(image)}}"}],"model":"m"}""");

        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions")
        {
            Content = chunked ? new StreamContent(new ChunkedUpload(bytes)) : new ByteArrayContent(bytes),
        };
        request.Headers.TransferEncodingChunked = chunked;
        using var response = await router.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(SHA256.HashData(bytes), hash);
        Assert.Equal(bytes.Length, length);
    }

    [Fact]
    public async Task Headers_OfRequestAndAnswer_PassUnchanged()
    {
        await using var backend = await FakeBackend.StartAsync("m");
        backend.Answer = async (context, _) =>
        {
            context.Response.StatusCode = 418;
            context.Response.Headers["X-From-Engine"] = "yes";
            context.Response.Headers.ContentEncoding = "identity";
            await context.Response.WriteAsync("engine's own words");
        };
        await using var router = await RunningRouter.StartAsync([backend]);

        using var response = await router.ChatAsync(
            "m", ("Authorization", "Bearer sk-1"), ("X-Team", "a, b"), ("X-Request-Id", "r-7"), ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));

        var received = Assert.Single(backend.Received).Headers;
        Assert.Equal("Bearer sk-1", received["Authorization"]);
        Assert.Equal("a, b", received["X-Team"]);
        Assert.Equal("r-7", received["X-Request-Id"]);
        Assert.Equal("application/json", received["Content-Type"]);
        Assert.Equal("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", received["traceparent"]);
        Assert.Equal(new Uri(backend.Url).Authority, received["Host"]);
        Assert.Equal(418, (int)response.StatusCode);
        Assert.Equal("yes", response.Headers.GetValues("X-From-Engine").Single());
        Assert.Equal("r-7", response.Headers.GetValues("X-Request-Id").Single());
        Assert.Equal("engine's own words", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Body_LargerThanTheLimit_Is413()
    {
        await using var backend = await FakeBackend.StartAsync("m");
        await using var router = await RunningRouter.StartAsync([backend]);

        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, router.Client.BaseAddress!.Port, TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync("POST /v1/completions HTTP/1.1\r\nHost: x\r\nContent-Length: 300000000\r\n\r\n{"u8.ToArray(), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(client.GetStream());

        Assert.StartsWith("HTTP/1.1 413 ", await reader.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Empty(backend.Received);
    }
}
