using System.ClientModel;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using AiStack.Simulator.CommandLine;
using AiStack.Simulator.Serving;
using OpenAI;

namespace AiStack.Simulator.Tests;

/// <summary>A simulator on a free port inside the test process, started by a real command line.</summary>
internal sealed class RunningSimulator : IAsyncDisposable
{
    public const string Model = "test-model";

    private readonly SimulatorServer _server;

    private RunningSimulator(SimulatorServer server)
    {
        _server = server;
        Http = new HttpClient { BaseAddress = server.Address, Timeout = TimeSpan.FromSeconds(20) };
        OpenAI = new OpenAIClient(
            new ApiKeyCredential("not-needed"),
            new OpenAIClientOptions { Endpoint = new Uri(server.Address, "/v1"), NetworkTimeout = TimeSpan.FromSeconds(20), RetryPolicy = new System.ClientModel.Primitives.ClientRetryPolicy(0) });
    }

    public HttpClient Http { get; }

    public OpenAIClient OpenAI { get; }

    public Uri Address => _server.Address;

    public StringWriter Log { get; private init; } = new();

    public static async Task<RunningSimulator> StartAsync(params string[] flags)
    {
        var log = new StringWriter();
        var options = CommandLineReader.Read(["serve", "org/model", "--served-model-name", Model, "--port", "0", "--host", "127.0.0.1", .. flags], log);
        return new RunningSimulator(await SimulatorServer.StartAsync(options!, log)) { Log = log };
    }

    public static Task<RunningSimulator> StartEmbeddingAsync(params string[] flags) => StartAsync(["--runner", "pooling", .. flags]);

    /// <summary>Posts JSON and returns status and body.</summary>
    public async Task<(int Status, JsonElement Body)> PostAsync(string path, object body)
    {
        using var answer = await Http.PostAsJsonAsync(path, body, TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken));
    }

    /// <summary>Posts JSON and returns the data of all events of the stream, <c>[DONE]</c> left out but demanded.</summary>
    public async Task<List<JsonElement>> StreamAsync(string path, object body)
    {
        using var answer = await Http.PostAsJsonAsync(path, body, TestContext.Current.CancellationToken);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.EndsWith("data: [DONE]\n\n", text, StringComparison.Ordinal);
        return [.. text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).SkipLast(1).Select(part => JsonDocument.Parse(part["data: ".Length..]).RootElement)];
    }

    /// <summary>Posts a raw body.</summary>
    public async Task<(int Status, string Body)> PostRawAsync(string path, string body, string contentType = "application/json")
    {
        using var content = new StringContent(body, Encoding.UTF8, contentType);
        using var answer = await Http.PostAsync(new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Reads one number off the metrics page; labels besides the usual ones as <c>name{extra}</c> would be written last.</summary>
    public async Task<double> MetricAsync(string name, string extraLabel = "")
    {
        var page = await Http.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken);
        var start = $"{name}{{engine=\"0\",model_name=\"{Model}\"{(extraLabel.Length > 0 ? "," : "")}{extraLabel}}} ";
        var line = Assert.Single(page.Split('\n'), line => line.StartsWith(start, StringComparison.Ordinal));
        return double.Parse(line[start.Length..], System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Waits until something holds, at most five seconds.</summary>
    public static async Task EventuallyAsync(Func<Task<bool>> holds, string what)
    {
        for (var started = DateTime.UtcNow; DateTime.UtcNow - started < TimeSpan.FromSeconds(5); await Task.Delay(5, TestContext.Current.CancellationToken))
        {
            if (await holds())
            {
                return;
            }
        }

        Assert.Fail($"Not within five seconds: {what}");
    }

    public static object Chat(string text, object? more = null)
    {
        var body = new Dictionary<string, object?> { ["model"] = Model, ["messages"] = new[] { new { role = "user", content = text } } };
        foreach (var property in more?.GetType().GetProperties() ?? [])
        {
            body[property.Name] = property.GetValue(more);
        }

        return body;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _server.DisposeAsync();
        await Log.DisposeAsync();
    }
}
