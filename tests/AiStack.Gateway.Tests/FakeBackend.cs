using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AiStack.Gateway.Tests;

/// <summary>A small model server on a real port, whose answers a test decides.</summary>
internal sealed class FakeBackend : IAsyncDisposable
{
    private readonly WebApplication _application;

    private FakeBackend(WebApplication application, string[] models)
    {
        _application = application;
        Models = models;
    }

    public string Url => _application.Urls.Single();

    public int Port => new Uri(Url).Port;

    public string[] Models { get; }

    /// <summary>Bodies of the POSTs that arrived.</summary>
    public ConcurrentQueue<ReceivedRequest> Received { get; } = new();

    /// <summary>Answers a POST; says who it is unless a test wants something else.</summary>
    public Func<HttpContext, byte[], Task>? Answer { get; set; }

    /// <summary>Answers <c>GET /v1/models</c>, where a test wants something else than the list.</summary>
    public Func<HttpContext, Task>? AnswerModels { get; set; }

    public static async Task<FakeBackend> StartAsync(params string[] models) => await StartAtAsync(0, models);

    public static async Task<FakeBackend> StartAtAsync(int port, params string[] models)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.Zero);
        var application = builder.Build();
        var backend = new FakeBackend(application, models);
        application.Run(backend.HandleAsync);
        await application.StartAsync();
        return backend;
    }

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        if (context.Request.Path == "/v1/models")
        {
            await (AnswerModels?.Invoke(context) ?? context.Response.WriteAsJsonAsync(new
            {
                @object = "list",
                data = Models.Select(model => new { id = model, @object = "model", created = 7, owned_by = "vllm", root = model, parent = (string?)null, max_model_len = 4096 }),
            }));
            return;
        }

        if (context.Request.Path == "/metrics")
        {
            // Not every engine names a character set that exists.
            context.Response.ContentType = "text/plain; charset=vllm";
            await context.Response.WriteAsync("vllm:prefix_cache_queries_total{engine=\"0\"} 8.0\nvllm:prefix_cache_hits_total{engine=\"0\"} 2.0\n");
            return;
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        Received.Enqueue(new ReceivedRequest(context.Request, body.ToArray()));
        await (Answer?.Invoke(context, body.ToArray()) ?? context.Response.WriteAsJsonAsync(new
        {
            server = Url,
            usage = new { prompt_tokens = 3, total_tokens = 8, completion_tokens = 5 },
        }));
    }
}
