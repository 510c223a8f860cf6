using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;
using AiStack.ServiceDefaults;
using AiStack.Shared;
using AiStack.Simulator.Chat;
using AiStack.Simulator.CommandLine;
using AiStack.Simulator.Completions;
using AiStack.Simulator.Embeddings;
using AiStack.Simulator.Messages;
using AiStack.Simulator.Metrics;
using AiStack.Simulator.Protocol;
using AiStack.Simulator.Responses;
using AiStack.Simulator.Scheduling;
using AiStack.Simulator.Scoring;
using AiStack.Simulator.Telemetry;
using AiStack.Simulator.Text;
using AiStack.Simulator.Tokens;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace AiStack.Simulator.Serving;

/// <summary>The running server.</summary>
internal sealed class SimulatorServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Engine _engine;
    private readonly EngineMeter _meter;

    private SimulatorServer(WebApplication app, Engine engine, EngineMeter meter)
    {
        _app = app;
        _engine = engine;
        _meter = meter;
    }

    /// <summary>Where it listens, with the real port.</summary>
    public Uri Address => new(_app.Urls.First().Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal));

    /// <summary>Starts a server; it answers when this returns.</summary>
    /// <param name="options">What to serve.</param>
    /// <param name="output">Where log lines go.</param>
    /// <exception cref="CommandLineException">The port is taken, or the host is none of this machine's.</exception>
    public static async Task<SimulatorServer> StartAsync(ServerOptions options, TextWriter output)
    {
        // The vocabulary is the longest part of starting; it loads while the server is put together.
        var loading = Task.Run(Vocabulary.Load);
        var builder = CreateBuilder(options);
        var app = builder.Build();
        var settings = ToSettings(options);
        var metrics = new VllmMetrics(options.MaxModelLength);
        var engine = new Engine(settings, metrics);
        var page = new MetricsPage(metrics, engine, options.ServedNames[0], settings, options.GpuMemoryUtilization);
        var model = new SimulatedModel(options, await loading, engine);

        var router = new RequestRouter(new ApiKeys(options.ApiKeys), new AccessLog(options.AccessLog ? output : null), Endpoints(model, page));
        app.Run(router.HandleAsync);
        app.Lifetime.ApplicationStopping.Register(engine.Stop);
        try
        {
            await app.StartAsync();
        }
        catch (IOException problem) when (problem.InnerException is AddressInUseException)
        {
            engine.Dispose();
            var holder = ListeningProcess.Find(options.Port) is { } process ? $" by {process}" : "";
            throw new CommandLineException($"Port {options.Port} is taken{holder}. End that program, or choose another port with --port.");
        }

        catch (SocketException problem)
        {
            engine.Dispose();
            throw new CommandLineException($"Cannot listen on '{options.Host ?? "*"}' port {options.Port}: {problem.Message}. Choose other values for --host and --port.");
        }

        SmallHeap.Settle();
        return new SimulatorServer(app, engine, new EngineMeter(engine, metrics));
    }

    /// <summary>Waits until the program is told to stop and has stopped.</summary>
    public Task WaitAsync() => _app.WaitForShutdownAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _engine.Dispose();
        _meter.Dispose();
    }

    private static WebApplicationBuilder CreateBuilder(ServerOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "AiStack.Simulator" });
        builder.Configuration.AddEnvironmentVariables();
        if (!string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            AddTelemetry(builder);
        }

        // Open streams are ended by the engine; what is left after that is not worth waiting for.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(500));
        builder.Services.Configure<SocketTransportOptions>(sockets => sockets.UnsafePreferInlineScheduling = true);
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, options));
        return builder;
    }

    // A method of its own, so that a simulator which runs alone does not even load OpenTelemetry's libraries.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddTelemetry(WebApplicationBuilder builder) => builder.AddServiceDefaults(GenerationSpan.SourceName);

    private static void Listen(KestrelServerOptions kestrel, ServerOptions options)
    {
        kestrel.AddServerHeader = false;
        // Prompts with images can be large; vLLM sets no limit at all.
        kestrel.Limits.MaxRequestBodySize = 256 * 1024 * 1024;
        // A client that uploads or reads slowly, or stops in a debugger, is not cut off.
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Limits.MaxRequestHeaderCount = 1000;
        kestrel.Limits.MaxRequestHeadersTotalSize = 64 * 1024;
        kestrel.RequestHeaderEncodingSelector = static _ => Encoding.Latin1;
        switch (options.Host)
        {
            case null:
                kestrel.ListenAnyIP(options.Port);
                break;
            case "localhost" when options.Port != 0:
                kestrel.ListenLocalhost(options.Port);
                break;
            default:
                kestrel.Listen(Resolve(options.Host), options.Port);
                break;
        }
    }

    private static IPAddress Resolve(string host)
    {
        try
        {
            return IPAddress.TryParse(host, out var address) ? address : Dns.GetHostAddresses(host)[0];
        }
        catch (SocketException problem)
        {
            throw new CommandLineException($"--host: '{host}' is no address of this machine: {problem.Message}.");
        }
    }

    private static EngineSettings ToSettings(ServerOptions options) => new()
    {
        MaxSequences = options.MaxSequences,
        TimeToFirstToken = options.TimeToFirstToken,
        InterTokenLatency = options.InterTokenLatency,
        KvBlocks = options.EffectiveKvBlocks,
        BlockSize = options.BlockSize,
        PrefixCaching = options.PrefixCaching,
    };

    private static Dictionary<string, Endpoint> Endpoints(SimulatedModel model, MetricsPage page)
    {
        var models = new ModelsEndpoint(model.Options);
        var endpoints = new Dictionary<string, Endpoint>(StringComparer.Ordinal)
        {
            ["/health"] = new("GET", http => Reply.EmptyAsync(http, 200)),
            ["/ping"] = new("GET", http => Reply.EmptyAsync(http, 200)),
            ["/version"] = new("GET", VersionEndpoint.HandleAsync),
            ["/metrics"] = new("GET", new MetricsEndpoint(page).HandleAsync),
            ["/tokenize"] = new("POST", new TokenizeEndpoint(model).HandleAsync),
            ["/detokenize"] = new("POST", new DetokenizeEndpoint(model).HandleAsync),
            ["/v1/models"] = new("GET", models.ListAsync),
            [ModelsEndpoint.Prefix] = new("GET", models.GetAsync),
        };
        // vLLM attaches only the paths that its model can answer; the others are unknown to it.
        if (model.Options.Runner == ModelRunner.Generate)
        {
            endpoints["/v1/chat/completions"] = new("POST", new ChatEndpoint(model).HandleAsync);
            endpoints["/v1/completions"] = new("POST", new CompletionsEndpoint(model).HandleAsync);
            endpoints["/v1/responses"] = new("POST", new ResponsesEndpoint(model).HandleAsync);
            endpoints["/v1/messages"] = new("POST", MessageProblem.Translate(new MessagesEndpoint(model).HandleAsync));
            endpoints["/v1/messages/count_tokens"] = new("POST", MessageProblem.Translate(new CountTokensEndpoint(model).HandleAsync));
        }
        else
        {
            endpoints["/v1/embeddings"] = new("POST", new EmbeddingsEndpoint(model).HandleAsync);
            endpoints["/v1/score"] = endpoints["/score"] = new("POST", new ScoreEndpoint(model).HandleAsync);
            endpoints["/v1/rerank"] = endpoints["/v2/rerank"] = endpoints["/rerank"] = new("POST", new RerankEndpoint(model).HandleAsync);
        }

        return endpoints;
    }
}
