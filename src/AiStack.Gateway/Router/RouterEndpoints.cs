using System.Collections.Frozen;
using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using AiStack.Gateway.Metrics;
using AiStack.Gateway.Requests;

namespace AiStack.Gateway.Router;

/// <summary>Which path does what.</summary>
internal sealed class RouterEndpoints
{
    private static readonly string[] s_proxied =
    [
        "/v1/chat/completions", "/v1/completions", "/v1/embeddings", "/v1/responses", "/v1/messages",
        "/v1/rerank", "/rerank", "/v1/score", "/score", "/tokenize", "/detokenize",
    ];

    private readonly BackendPool _pool;
    private readonly StartupPatience _patience;
    private readonly BackendProbe _probe;
    private readonly DynamicConfigWatcher _dynamicConfig;
    private readonly RouterMetrics _metrics;
    private readonly bool _hasDynamicConfig;
    private readonly FrozenDictionary<string, (string Method, RequestDelegate Handler)> _endpoints;

    /// <summary>Makes the table of endpoints.</summary>
    public RouterEndpoints(
        BackendPool pool, StartupPatience patience, BackendProbe probe, DynamicConfigWatcher dynamicConfig, RouterMetrics metrics, RouterOptions options, ProxyEndpoint proxy)
    {
        _pool = pool;
        _patience = patience;
        _probe = probe;
        _dynamicConfig = dynamicConfig;
        _metrics = metrics;
        _hasDynamicConfig = options.DynamicConfigPath is not null;
        var endpoints = new Dictionary<string, (string, RequestDelegate)>(StringComparer.Ordinal)
        {
            ["/v1/models"] = (HttpMethods.Get, ModelsAsync),
            ["/health"] = (HttpMethods.Get, HealthAsync),
            ["/metrics"] = (HttpMethods.Get, MetricsAsync),
            ["/engines"] = (HttpMethods.Get, EnginesAsync),
            ["/version"] = (HttpMethods.Get, VersionAsync),
        };
        foreach (var path in s_proxied)
        {
            endpoints[path] = (HttpMethods.Post, proxy.HandleAsync);
        }

        _endpoints = endpoints.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Handles a request.</summary>
    public Task HandleAsync(HttpContext context)
    {
        if (!_endpoints.TryGetValue(context.Request.Path.Value ?? "", out var endpoint))
        {
            return ErrorResponse.WriteAsync(context, StatusCodes.Status404NotFound, "Not Found", "detail");
        }

        if (!HttpMethods.Equals(context.Request.Method, endpoint.Method))
        {
            context.Response.Headers.Allow = endpoint.Method;
            return ErrorResponse.WriteAsync(context, StatusCodes.Status405MethodNotAllowed, "Method Not Allowed", "detail");
        }

        // There is no routing middleware that would name the span.
        Activity.Current?.DisplayName = $"{endpoint.Method} {context.Request.Path}";
        return endpoint.Handler(context);
    }

    private async Task ModelsAsync(HttpContext context)
    {
        // Right after the start, or a new configuration, the backends have not been asked yet.
        var asked = Task.WhenAll(_pool.Table.Backends.Select(backend => backend.FirstProbe.Task));
        if (!asked.IsCompleted)
        {
            await Task.WhenAny(asked, Task.Delay(RouterFacts.ModelListPatience, context.RequestAborted));
        }

        await _patience.WaitForAllAsync(RouterFacts.ModelListPatience, context.RequestAborted);

        await WriteJsonAsync(context, StatusCodes.Status200OK, _pool.Table.ModelList);
    }

    private Task HealthAsync(HttpContext context) =>
        _probe.Running
            ? WriteJsonAsync(context, StatusCodes.Status200OK, Json(json =>
            {
                json.WriteString("status", "healthy");
                if (_hasDynamicConfig)
                {
                    json.WriteStartObject("dynamic_config");
                    foreach (var (name, value) in _dynamicConfig.Current.InForce)
                    {
                        json.WriteString(name, value);
                    }

                    json.WriteEndObject();
                }
            }))
            : WriteJsonAsync(context, StatusCodes.Status503ServiceUnavailable, Json(json => json.WriteString("status", "Service discovery module is down.")));

    private Task MetricsAsync(HttpContext context)
    {
        context.Response.ContentType = PrometheusText.ContentType;
        return context.Response.WriteAsync(_metrics.Expose(), context.RequestAborted);
    }

    private Task EnginesAsync(HttpContext context)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var backend in _pool.Table.Backends.Where(backend => backend.State == BackendState.Up))
            {
                json.WriteStartObject();
                json.WriteString("engine_id", backend.Id);
                json.WriteStartArray("serving_models");
                foreach (var model in backend.Models)
                {
                    json.WriteStringValue(model.Id);
                }

                json.WriteEndArray();
                json.WriteNumber("created", backend.Created);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return WriteJsonAsync(context, StatusCodes.Status200OK, buffer.WrittenMemory);
    }

    private static Task VersionAsync(HttpContext context)
    {
        var version = typeof(RouterEndpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
        // Behind the plus stands the commit it was built from.
        version = version.Split('+')[0];
        return WriteJsonAsync(context, StatusCodes.Status200OK, Json(json => json.WriteString("version", version)));
    }

    private static ReadOnlyMemory<byte> Json(Action<Utf8JsonWriter> properties)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            properties(json);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static Task WriteJsonAsync(HttpContext context, int status, ReadOnlyMemory<byte> json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = json.Length;
        return context.Response.Body.WriteAsync(json, context.RequestAborted).AsTask();
    }
}
