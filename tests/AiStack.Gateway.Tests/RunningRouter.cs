using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using AiStack.Gateway.Router;
using Microsoft.AspNetCore.Builder;

namespace AiStack.Gateway.Tests;

/// <summary>The router, started from its own command line on a free port of this process.</summary>
internal sealed class RunningRouter : IAsyncDisposable
{
    private readonly WebApplication _application;

    private RunningRouter(WebApplication application)
    {
        _application = application;
        // Without drain time a disposed answer closes its connection at once.
        Client = new HttpClient(new SocketsHttpHandler { ResponseDrainTimeout = TimeSpan.Zero }) { BaseAddress = new Uri(application.Urls.Single()), Timeout = TimeSpan.FromSeconds(20) };
    }

    public HttpClient Client { get; }

    public static async Task<RunningRouter> StartAsync(params string[] flags)
    {
        var application = RouterApplication.Create(RouterFlags.Parse(["--host", "127.0.0.1", "--port", "0", "--log-level", "critical", .. flags]));
        await application.StartAsync(TestContext.Current.CancellationToken);
        return new RunningRouter(application);
    }

    /// <summary>Starts a router for backends that serve what they say they serve.</summary>
    public static Task<RunningRouter> StartAsync(IReadOnlyList<FakeBackend> backends, params string[] flags) =>
        StartAsync([
            "--static-backends", string.Join(',', backends.SelectMany(backend => backend.Models.Select(_ => backend.Url))),
            "--static-models", string.Join(',', backends.SelectMany(backend => backend.Models)),
            .. flags]);

    public async Task<HttpResponseMessage> PostAsync(string path, byte[] body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    public Task<HttpResponseMessage> ChatAsync(string model, params (string Name, string Value)[] headers) =>
        PostAsync("/v1/chat/completions", Encoding.UTF8.GetBytes($$"""{"model":"{{model}}","messages":[]}"""), headers);

    /// <summary>Asks a model and says which backend answered.</summary>
    public async Task<string> ServerOfAsync(string model, params (string Name, string Value)[] headers)
    {
        using var response = await ChatAsync(model, headers);
        response.EnsureSuccessStatusCode();
        using var json = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        return json.RootElement.GetProperty("server").GetString()!;
    }

    public Task<string> GetAsync(string path) => Client.GetStringAsync(path, TestContext.Current.CancellationToken);

    public async Task<string[]> ModelsAsync()
    {
        using var json = JsonDocument.Parse(await GetAsync("/v1/models"));
        return [.. json.RootElement.GetProperty("data").EnumerateArray().Select(model => model.GetProperty("id").GetString()!)];
    }

    /// <summary>Value of one series, or <see langword="null"/> when it is not exposed.</summary>
    public async Task<double?> MetricAsync(string series)
    {
        var line = (await GetAsync("/metrics")).Split('\n').FirstOrDefault(line => line.StartsWith(series + " ", StringComparison.Ordinal));
        return line is null ? null : double.Parse(line[(series.Length + 1)..], System.Globalization.CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _application.DisposeAsync();
    }
}
