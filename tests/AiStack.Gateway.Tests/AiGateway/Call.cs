using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace AiStack.Gateway.Tests.AiGateway;

/// <summary>A request as a row of a table says it.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Host">The host that it asks for.</param>
/// <param name="Path">Path and query.</param>
internal sealed record Call(string Method, string Host, string Path)
{
    private const string Crlf = "\r\n";

    public string? Body { get; init; }

    public string? ContentType { get; init; } = "application/json";

    public IReadOnlyList<string> Headers { get; init; } = [];

    public string Address { get; init; } = "127.0.0.1";

    /// <summary>The bytes that are sent, in the place of everything above.</summary>
    public string? Text { get; init; }

    /// <summary>A chat with one message of a user.</summary>
    public static Call Chat(string route, string content) => Post(route, "/v1/chat/completions", $$"""{"model":"any","messages":[{"role":"user","content":"{{content}}"}]}""");

    /// <summary>A chat with these messages.</summary>
    public static Call Messages(string route, string messages) => Post(route, "/v1/chat/completions", $$"""{"model":"any","messages":{{messages}}}""");

    public static Call Post(string route, string path, string body) => new("POST", $"{route}.localhost", path) { Body = body };

    public static Call Get(string route, string path) => new("GET", $"{route}.localhost", path);

    /// <summary>Exactly these bytes; <c>Connection: close</c> has to be among them.</summary>
    public static Call Raw(params string[] lines) => new("", "", "") { Text = string.Join(Crlf, lines) };

    /// <summary>The head and the body of a chat, as bytes.</summary>
    public static Call RawChat(string route, params string[] headers)
    {
        const string Chat = """{"messages":[{"role":"user","content":"hello"}]}""";
        return Raw(["POST /v1/chat/completions HTTP/1.1", $"Host: {route}.localhost", "Connection: close", "Content-Type: application/json", $"Content-Length: {Chat.Length}", .. headers, "", Chat]);
    }

    public Call With(params string[] headers) => this with { Headers = [.. Headers, .. headers] };

    /// <summary>How the backend shall answer.</summary>
    public Call Script(string script) => With($"{ScriptedBackend.Header}: {script}");

    /// <summary>Sends it.</summary>
    public async Task<CallAnswer> SendAsync(RunningGateway gateway)
    {
        if (Text is not null)
        {
            return CallAnswer.Parse(await gateway.SendRawAsync(Text));
        }

        using var request = Request(gateway.Port);
        using var answer = await gateway.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        var headers = answer.Headers.NonValidated.Concat(answer.Content.Headers.NonValidated).Select(header => (header.Key, header.Value.ToString())).ToList();
        try
        {
            return new((int)answer.StatusCode, headers, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), IsCut: false);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException)
        {
            return new((int)answer.StatusCode, headers, "", IsCut: true);
        }
    }

    private HttpRequestMessage Request(int port)
    {
        var request = new HttpRequestMessage(new HttpMethod(Method), new Uri($"http://{Address}:{port}{Path}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        request.Headers.Host = Host;
        if (Body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Body));
            request.Content.Headers.ContentType = ContentType is null ? null : MediaTypeHeaderValue.Parse(ContentType);
        }

        foreach (var header in Headers)
        {
            var colon = header.IndexOf(':', StringComparison.Ordinal);
            Assert.True(request.Headers.TryAddWithoutValidation(header[..colon], header[(colon + 1)..].TrimStart(' ')), header);
        }

        return request;
    }
}
