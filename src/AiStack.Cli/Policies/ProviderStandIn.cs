using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AiStack.Components.ExternalAi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace AiStack.Cli.Policies;

/// <summary>Stands in for a provider outside the stack: refuses what that would refuse by path, key and headers, and lets a simulator answer the rest.</summary>
/// <remarks>Paths and headers: <see cref="ExternalAiFacts"/>, and the API references named there.</remarks>
internal sealed class ProviderStandIn : IAsyncDisposable
{
    private const string Deployments = "/openai/deployments/";
    private static readonly string[] s_operations = ["chat/completions", "completions", "embeddings", "responses"];
    private static readonly string[] s_anthropicPaths = ["/v1/chat/completions"];

    private readonly ExternalAiSpec _provider;
    private readonly string _keyHeader;
    private readonly HttpClient _client;
    private readonly WebApplication _server;

    private ProviderStandIn(ExternalAiSpec provider, string keyHeader, HttpClient client)
    {
        (_provider, _keyHeader, _client) = (provider, keyHeader, client);
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = "aistack" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = null;
        });
        _server = builder.Build();
        _server.Run(AnswerAsync);
    }

    /// <summary>Scheme, host and port.</summary>
    public string Url { get; private set; } = "";

    /// <summary>What answers chats.</summary>
    public Uri? Chats { get; set; }

    /// <summary>What answers with vectors.</summary>
    /// <value><see langword="null"/>: nobody, since no case asks for any.</value>
    public Uri? Embeddings { get; set; }

    /// <summary>Starts a stand-in on a free port of this machine.</summary>
    /// <param name="provider">Whom it stands in for.</param>
    /// <param name="key">The key that it takes.</param>
    /// <param name="client">What it asks simulators with.</param>
    public static async Task<ProviderStandIn> StartAsync(ExternalAiSpec provider, string key, HttpClient client)
    {
        var standIn = new ProviderStandIn(provider, ExternalAiFacts.KeyPrefix(provider.Provider) + key, client);
        await standIn._server.StartAsync();
        standIn.Url = standIn._server.Urls.First();
        return standIn;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        try
        {
            await _server.StopAsync(now.Token);
        }
        catch (OperationCanceledException)
        {
            // Requests that nobody waits for any more.
        }

        await _server.DisposeAsync();
    }

    /// <summary>The deployment that a path of Azure OpenAI names, which is the model.</summary>
    internal static string? DeploymentOf(string path)
    {
        var start = path.IndexOf("/deployments/", StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }

        var rest = path[(start + "/deployments/".Length)..];
        return rest.IndexOf('/', StringComparison.Ordinal) is > 0 and var end ? Uri.UnescapeDataString(rest[..end]) : null;
    }

    // Path at a simulator of what a path at the provider asks for; null: the provider has no such path.
    private static string? SimulatedPath(ExternalAiSpec provider, string path, string query)
    {
        var operation = s_operations.FirstOrDefault(operation => path.EndsWith($"/{operation}", StringComparison.Ordinal));
        if (operation is null)
        {
            return null;
        }

        var said = provider.Endpoint is { } endpoint && new Uri(endpoint).AbsolutePath is not "/" and var own ? own : null;
        var isKnown = path == said || provider.Provider switch
        {
            AiProvider.AzureOpenAi => path == $"/openai/v1/{operation}" || (path.StartsWith(Deployments, StringComparison.Ordinal) && DeploymentOf(path) is not null && query.Contains("api-version=", StringComparison.Ordinal)),
            AiProvider.Anthropic => s_anthropicPaths.Contains(path),
            _ => path == $"/v1/{operation}",
        };
        return isKnown ? $"/v1/{operation}" : null;
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var request = http.Request;
        if (SimulatedPath(_provider, request.Path.ToUriComponent(), request.QueryString.Value ?? "") is not { } path)
        {
            await RefuseAsync(http, 404, $"There is no {request.Method} {request.Path}{request.QueryString}.");
        }
        else if (!IsKey(request.Headers[ExternalAiFacts.KeyHeader(_provider.Provider)].ToString()))
        {
            await RefuseAsync(http, 401, $"The header {ExternalAiFacts.KeyHeader(_provider.Provider)} does not hold the key.");
        }
        else if (ExternalAiFacts.Headers(_provider.Provider).FirstOrDefault(header => request.Headers[header.Key] != header.Value) is { Key: { } missing })
        {
            await RefuseAsync(http, 400, $"The header {missing} is missing.");
        }
        else
        {
            await PassOnAsync(http, path);
        }
    }

    private bool IsKey(string header) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(header), Encoding.UTF8.GetBytes(_keyHeader));

    private async Task PassOnAsync(HttpContext http, string path)
    {
        var isForVectors = path.EndsWith("/embeddings", StringComparison.Ordinal);
        if ((isForVectors ? Embeddings : Chats) is not { } simulator)
        {
            await RefuseAsync(http, 404, "No case asks for this, so nobody simulates it.");
            return;
        }

        if (await ReadAsync(http) is not { } body)
        {
            await RefuseAsync(http, 400, "The body is not a JSON object.");
            return;
        }

        // The path names the model instead, or the provider asks for one.
        if (DeploymentOf(http.Request.Path.ToUriComponent()) is { } deployment)
        {
            body["model"] = deployment;
        }
        else if (body["model"] is null)
        {
            await RefuseAsync(http, 400, "The request names no model.");
            return;
        }

        using var passed = new HttpRequestMessage(HttpMethod.Post, new Uri(simulator, path)) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
        using var answer = await _client.SendAsync(passed, HttpCompletionOption.ResponseHeadersRead, http.RequestAborted);
        http.Response.StatusCode = (int)answer.StatusCode;
        http.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        await answer.Content.CopyToAsync(http.Response.Body, http.RequestAborted);
    }

    private static async Task<JsonObject?> ReadAsync(HttpContext http)
    {
        try
        {
            return await JsonNode.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted) as JsonObject;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    // OpenAI and Azure wrap an error once, Anthropic twice.
    private Task RefuseAsync(HttpContext http, int status, string message)
    {
        var error = new JsonObject { ["message"] = $"Simulated provider: {message}", ["type"] = "invalid_request_error" };
        var body = _provider.Provider == AiProvider.Anthropic ? new JsonObject { ["type"] = "error", ["error"] = error } : new JsonObject { ["error"] = error };
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(body.ToJsonString(), http.RequestAborted);
    }
}
