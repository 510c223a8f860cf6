using System.Globalization;
using AiStack.Gateway.AiGateway.Configuration;

namespace AiStack.Gateway.AiGateway.Plugins;

/// <summary>Answers browsers that ask whether a page may call, and says so on every answer.</summary>
/// <remarks>
/// Source: apache/apisix 3.18, <c>apisix/plugins/cors.lua</c>. ASP.NET's own CORS middleware is not used since it answers otherwise: it keeps silent on requests
/// without an <c>Origin</c>, and names the methods and headers of a preflight only.
/// </remarks>
internal sealed class CorsPlugin : GatewayPlugin
{
    private const string AllMethods = "GET,POST,PUT,DELETE,PATCH,HEAD,OPTIONS,CONNECT,TRACE";
    private const string Any = "*";
    private const string AnyForcefully = "**";
    private readonly string _origins;
    private readonly HashSet<string>? _originList;
    private readonly string _methods;
    private readonly string _headers;
    private readonly string _exposed;
    private readonly string _maxAge;

    private CorsPlugin(string origins, string methods, string headers, string exposed, int maxAge)
    {
        _origins = origins;
        _originList = origins.Contains(',', StringComparison.Ordinal) ? [.. origins.Split(',')] : null;
        _methods = methods == AnyForcefully ? AllMethods : methods;
        _headers = headers;
        _exposed = exposed;
        _maxAge = maxAge.ToString(CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public override int Priority => 4000;

    /// <summary>Reads the configuration.</summary>
    public static CorsPlugin Read(JsonSpot config)
    {
        config.Only("allow_origins", "allow_methods", "allow_headers", "expose_headers", "max_age");
        return new(
            config.Find("allow_origins")?.Text() ?? Any,
            config.Find("allow_methods")?.Text() ?? Any,
            config.Find("allow_headers")?.Text() ?? Any,
            config.Find("expose_headers")?.Text() ?? "",
            config.Find("max_age")?.Integer() ?? 5);
    }

    /// <inheritdoc/>
    public override ValueTask<Refusal?> RewriteAsync(Exchange exchange) =>
        HttpMethods.IsOptions(exchange.Context.Request.Method) ? new(Refusal.Empty(StatusCodes.Status200OK)) : default;

    /// <inheritdoc/>
    public override void FilterHeaders(Exchange exchange)
    {
        var request = exchange.Context.Request.Headers;
        var headers = exchange.Context.Response.Headers;
        var origin = (string?)request.Origin;

        // What a backend says about pages of other origins does not count: it does not know who may call the gateway.
        headers.AccessControlAllowOrigin = default;
        headers.AccessControlAllowMethods = default;
        headers.AccessControlAllowHeaders = default;
        headers.AccessControlExposeHeaders = default;
        headers.AccessControlMaxAge = default;
        headers.AccessControlAllowCredentials = default;
        if (_originList is not null && (origin is null || !_originList.Contains(origin)))
        {
            return;
        }

        var allowed = _originList is not null ? origin : _origins == AnyForcefully ? origin ?? Any : _origins;
        headers.AccessControlAllowOrigin = allowed;
        if (allowed != Any)
        {
            headers.Append("Vary", "Origin");
        }

        headers.AccessControlAllowMethods = _methods;
        headers.AccessControlMaxAge = _maxAge;
        if (_exposed.Length > 0)
        {
            headers.AccessControlExposeHeaders = _exposed;
        }

        headers.AccessControlAllowHeaders = _headers == AnyForcefully ? request.AccessControlRequestHeaders : _headers;
    }
}
