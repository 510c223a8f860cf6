namespace AiStack.Cli.Tests.Load;

/// <summary>Calls that cannot be carried out, and servers that do not behave.</summary>
public sealed class LoadFailureTests : IDisposable
{
    private const string Event = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"one\"},\"finish_reason\":null}]}\n\n";

    private readonly Aistack _aistack = new();

    [Theory]
    [InlineData("--target", "localhost:8000", "--target takes an address such as http://localhost:8000 or https://host/v1, not 'localhost:8000'. See 'aistack load --help'.")]
    [InlineData("--target", "http://h/v1/chat/completions", "--target takes the address of the whole API: leave '/chat/completions' off, and choose with --endpoint. See 'aistack load --help'.")]
    [InlineData("--rate", "0", "--rate takes requests per second, a number above 0 and up to 100000 such as 5 or 0.5, not '0'. See 'aistack load --help'.")]
    [InlineData("--rate", "-1", "--rate takes requests per second, a number above 0 and up to 100000 such as 5 or 0.5, not '-1'. See 'aistack load --help'.")]
    [InlineData("--for", "2 minutes", "--for takes a duration. '2 minutes' is not a duration: ' minutes' is not a unit. Write minutes as m, for example 5m. See 'aistack load --help'.")]
    [InlineData("--prompt-tokens", "400-100", "--prompt-tokens does not take '400-100': the smaller number comes first: 100-400. See 'aistack load --help'.")]
    [InlineData("--output-tokens", "normal:200", "--output-tokens does not take 'normal:200': write it like normal:200,50, which is mean and standard deviation. See 'aistack load --help'.")]
    [InlineData("--concurrency", "0", "--concurrency takes a whole number of 1 or more, not '0'. See 'aistack load --help'.")]
    [InlineData("--header", "secret", "--header takes a name, a colon and a value, such as 'X-User-Id: 7'. See 'aistack load --help'.")]
    public async Task WrongValue_OfAnOption_GetsOneLineAnd2(string option, string value, string line)
    {
        string[] target = option == "--target" ? [] : ["--target", "http://localhost:9"];

        Assert.Equal(new(2, "", $"aistack: {line}\n"), await _aistack.CallAsync(["load", "--model", "m", .. target, option, value]));
    }

    [Theory]
    [InlineData("http://127.0.0.1:9", @"refused: Nothing listens at 127\.0\.0\.1:9\.")]
    [InlineData("http://no-such-host.invalid", @"name: There is no host 'no-such-host\.invalid': check --target\.")]
    public async Task Target_ThatIsNotThere_IsOneLine(string target, string line) => AssertFailure(await LoadAsync(target), line);

    [Fact]
    public async Task Tls_ToAServerWithoutIt_IsOneLine()
    {
        using var server = new CannedServer(CannedServer.Head("text/plain"));

        AssertFailure(await LoadAsync(server.Address.Replace("http:", "https:", StringComparison.Ordinal)), "tls: 127[^\n]+ is it http rather than https\\?");
    }

    [Theory]
    [InlineData("200 OK", "text/event-stream", Event, "cut off: The connection was closed before the answer was complete\\.")]
    [InlineData("200 OK", "text/event-stream", "data: {\"error\":{\"message\":\"engine died\"}}\n\n", "stream: engine died")]
    [InlineData("200 OK", "text/event-stream", "data: <html>\n\n", "answer: What came is not the JSON of an OpenAI API\\.")]
    [InlineData("200 OK", "text/html", "<html>Welcome", "answer: What came is not the JSON of an OpenAI API\\.")]
    [InlineData("200 OK", "application/json", "{\"hello\":\"world\"}", "answer: The answer is not that of an OpenAI API: {\"hello\":\"world\"}")]
    [InlineData("503 Service Unavailable", "application/json", "{\"error_msg\":\"no\\nupstream\"}", "503: no upstream")]
    [InlineData("502 Bad Gateway", "text/plain", "", "502: Bad Gateway")]
    public async Task Answer_ThatIsNone_IsAFailureOfItsKind(string status, string type, string body, string line)
    {
        using var server = new CannedServer(CannedServer.Head(type, status) + body);

        AssertFailure(await LoadAsync(server.Address), line);
    }

    [Fact]
    public async Task NotFound_WhereNoApiIs_EndsTheRunAndSaysSo()
    {
        using var server = new CannedServer(CannedServer.Head("text/plain", "404 Not Found") + "nope");

        var answer = await LoadAsync(server.Address);

        Assert.Equal(2, answer.ExitCode);
        Assert.StartsWith($"aistack: There is no OpenAI API at {server.Address}/v1: ", answer.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_WithOtherLineEndsInPiecesAndWithoutUsage_IsCountedByItsEvents()
    {
        using var server = new CannedServer(
            CannedServer.Head("text/event-stream") + ": a comment\r\n\r\nda", Event[2..^2] + "\r\n\r\n" + Event[..20], Event[20..^1], "\ndata: [DO", "NE]\n\n");

        var answer = await LoadAsync(server.Address, "--format", "json");

        Assert.Equal((0, ""), (answer.ExitCode, answer.Errors));
        using var json = System.Text.Json.JsonDocument.Parse(answer.Output);
        var requests = json.RootElement.GetProperty("requests").GetProperty("done").GetInt32();
        Assert.True(requests > 0);
        Assert.Equal(2 * requests, json.RootElement.GetProperty("tokens").GetProperty("output").GetInt32());
    }

    [Fact]
    public async Task Answer_ThatNeverComes_IsGivenUp()
    {
        using var server = new CannedServer([CannedServer.Head("text/event-stream"), .. Enumerable.Repeat(":\n\n", 200)]);

        AssertFailure(await LoadAsync(server.Address, "--timeout", "300ms"), @"timeout: No complete answer within 0\.3 s \(--timeout\)\.");
    }

    public void Dispose() => _aistack.Dispose();

    private Task<Answer> LoadAsync(string target, params string[] more) => _aistack.CallAsync(["load", "--target", target, "--model", "m", "--rate", "30", "--for", "300ms", "--seed", "1", .. more]);

    // All of one kind, in one line at the end.
    private static void AssertFailure(Answer answer, string line)
    {
        Assert.Equal((1, ""), (answer.ExitCode, answer.Errors));
        Assert.Matches($@"\n\nfailed \d+ x {line}\n\z", answer.Output);
    }
}
