using System.Text.Json;
using AiStack.Gateway.AiGateway.Configuration;
using AiStack.Gateway.AiGateway.Protocols;
using AiStack.Gateway.AiGateway.Proxying;
using AiStack.Gateway.AiGateway.Telemetry;

namespace AiStack.Gateway.AiGateway.Plugins;

/// <summary>Chooses the model server or provider that a request is sent to, and what it is sent.</summary>
/// <remarks>Source: apache/apisix 3.18, <c>apisix/plugins/ai-proxy/base.lua</c> and <c>apisix/plugins/ai-providers/*.lua</c>.</remarks>
internal sealed class AiProxyPlugin : GatewayPlugin
{
    private const string Json = "application/json";
    private static readonly byte[] s_usageWanted = """{"include_usage":true}"""u8.ToArray();
    private readonly AiProvider _provider;
    private readonly AiEndpoint _endpoint;
    private readonly IReadOnlyList<(string Name, string Value)> _headers;
    private readonly byte[]? _model;
    private readonly string? _modelName;
    private readonly TimeSpan _timeout;

    private AiProxyPlugin(AiProvider provider, AiEndpoint endpoint, IReadOnlyList<(string, string)> headers, string? model, TimeSpan timeout)
    {
        (_provider, _endpoint, _headers, _modelName, _timeout) = (provider, endpoint, headers, model, timeout);
        _model = model is null ? null : JsonSerializer.SerializeToUtf8Bytes(model, GatewayJson.Default.String);
    }

    /// <inheritdoc/>
    public override int Priority => 1040;

    /// <summary>Reads the configuration.</summary>
    public static AiProxyPlugin Read(JsonSpot config)
    {
        config.Only("provider", "auth", "options", "override", "timeout");
        var provider = AiProvider.Read(config.Get("provider"));
        var auth = config.Get("auth");
        auth.Only("header");
        var options = config.Find("options");
        options?.Only("model");
        var replaced = config.Find("override");
        replaced?.Only("endpoint");
        return new(
            provider,
            AiEndpoint.Read(replaced?.Find("endpoint"), provider, config),
            auth.Find("header") is { } header ? [.. header.Entries().Select(entry => (entry.Name, entry.Value.Text()))] : [],
            options?.Find("model")?.Text(),
            config.Find("timeout") is { } timeout ? TimeSpan.FromMilliseconds(timeout.Integer(1, 600_000)) : GatewayFacts.DefaultTimeout);
    }

    /// <inheritdoc/>
    public override async ValueTask<Refusal?> AccessAsync(Exchange exchange)
    {
        // Only the beginning is looked at, so a character set may follow.
        if (exchange.Context.Request.ContentType is { } type && !type.StartsWith(Json, StringComparison.Ordinal))
        {
            return Refusal.Plain(StatusCodes.Status400BadRequest, $"unsupported content-type: {type}, only application/json is supported");
        }

        if (await exchange.ReadRequestAsync() is { } unreadable)
        {
            return unreadable;
        }

        var request = exchange.Request!;
        if (request.Properties.Count == 0)
        {
            return Refusal.Plain(StatusCodes.Status400BadRequest, "no matching AI protocol for the request");
        }

        if (!_provider.Speaks(request.Protocol))
        {
            return Refusal.Plain(
                StatusCodes.Status400BadRequest,
                $"provider {_provider.Name} does not support {AiProtocols.NameOf(request.Protocol)} protocol (supported: {string.Join(", ", _provider.Protocols.Select(AiProtocols.NameOf))})");
        }

        var callersModel = Printable.Name(request.Model ?? "");
        Change(request);
        exchange.Target = new(
            _endpoint.UriFor(request.Protocol, exchange.Context.Request.Path.Value ?? "/"), _headers, $"ai-proxy-{_provider.Name}", _modelName ?? callersModel, callersModel, _timeout);
        return null;
    }

    private void Change(AiRequest request)
    {
        if (request is { IsStreamed: true, Protocol: AiProtocol.Chat })
        {
            request.Set(BodyPropertyName.StreamOptions, s_usageWanted);
        }

        if (_model is not null)
        {
            request.Set(BodyPropertyName.Model, _model);
        }

        if (_provider.RemovesModel)
        {
            request.Remove(BodyPropertyName.Model);
        }
    }
}
