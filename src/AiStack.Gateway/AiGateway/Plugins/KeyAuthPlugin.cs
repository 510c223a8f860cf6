using AiStack.Gateway.AiGateway.Configuration;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace AiStack.Gateway.AiGateway.Plugins;

/// <summary>Knows consumers by their keys: 401 without one.</summary>
/// <remarks>
/// Source: apache/apisix 3.18, <c>apisix/plugins/key-auth.lua</c>. A <c>_meta.pre_function</c> is Lua, which does not run here; there is one that is known
/// by its two header names: the value of <c>Authorization: Bearer</c>, which OpenAI clients send, is moved to the key's header where that is not sent.
/// </remarks>
internal sealed class KeyAuthPlugin : GatewayPlugin
{
    private const string Scheme = "Bearer";
    private readonly string _header;
    private readonly string _query;
    private readonly bool _isHidden;
    private readonly bool _takesBearer;
    private readonly string _challenge;

    private KeyAuthPlugin(string header, string query, bool isHidden, bool takesBearer, string realm)
    {
        (_header, _query, _isHidden, _takesBearer) = (header, query, isHidden, takesBearer);
        _challenge = $"apikey realm=\"{realm}\"";
    }

    /// <inheritdoc/>
    public override int Priority => 2500;

    /// <summary>Reads the configuration.</summary>
    public static KeyAuthPlugin Read(JsonSpot config)
    {
        config.Only("header", "query", "hide_credentials", "realm", "_meta");
        var header = config.Find("header")?.Text() ?? "apikey";
        return new(
            header,
            config.Find("query")?.Text() ?? "apikey",
            config.Find("hide_credentials")?.Flag() ?? false,
            config.Find("_meta") is { } meta && TakesBearer(meta, header),
            config.Find("realm")?.Text() ?? "key");
    }

    /// <inheritdoc/>
    public override ValueTask<Refusal?> RewriteAsync(Exchange exchange)
    {
        var headers = exchange.Context.Request.Headers;
        var bearer = _takesBearer ? TakeBearer(headers) : null;
        var presented = headers.TryGetValue(_header, out var values) ? First(values) : bearer;
        var isInQuery = false;
        if (presented is null && exchange.Context.Request.Query.TryGetValue(_query, out var inQuery))
        {
            presented = First(inQuery);
            isInQuery = true;
        }

        if (presented is null)
        {
            return new(Challenge(exchange, "Missing API key in request"));
        }

        if (exchange.Consumers.Find(presented) is not { } consumer)
        {
            return new(Challenge(exchange, "Invalid API key in request"));
        }

        exchange.Consumer = consumer;
        headers["X-Consumer-Username"] = consumer;

        // What a caller says it was known as elsewhere.
        headers.Remove("X-Consumer-Custom-Id");
        headers.Remove("X-Credential-Identifier");
        if (_isHidden)
        {
            Hide(exchange.Context.Request, isInQuery);
        }

        return default;
    }

    // Since 3.15, as the HTTP standard demands it of every 401.
    private Refusal Challenge(Exchange exchange, string message)
    {
        exchange.Context.Response.Headers.WWWAuthenticate = _challenge;
        return Refusal.Of(StatusCodes.Status401Unauthorized, message);
    }

    private static bool TakesBearer(JsonSpot meta, string header)
    {
        meta.Only("pre_function");
        var function = meta.Get("pre_function").Text();
        return function.Contains("\"authorization\"", StringComparison.Ordinal) && function.Contains($"\"{header}\"", StringComparison.Ordinal)
            ? true
            : throw new ConfigurationException($"{meta.Path}.pre_function: Lua does not run in this gateway. The one function it knows moves Authorization: Bearer to '{header}'.");
    }

    // "Bearer", white space, one word, and nothing else: as the function's own pattern has it. The header is gone either way.
    private static string? TakeBearer(IHeaderDictionary headers)
    {
        var value = First(headers.Authorization).AsSpan().TrimEnd();
        headers.Remove("Authorization");
        if (value.Length <= Scheme.Length || !value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || !char.IsWhiteSpace(value[Scheme.Length]))
        {
            return null;
        }

        var key = value[Scheme.Length..].TrimStart();
        return key.IsEmpty || key.IndexOfAny(' ', '\t') >= 0 ? null : key.ToString();
    }

    private static string? First(StringValues values) => values.Count == 0 || string.IsNullOrEmpty(values[0]) ? null : values[0];

    private void Hide(HttpRequest request, bool isInQuery)
    {
        request.Headers.Remove(_header);
        if (isInQuery || request.Query.ContainsKey(_query))
        {
            request.QueryString = QueryString.Create(QueryHelpers.ParseQuery(request.QueryString.Value)
                .Where(pair => !pair.Key.Equals(_query, StringComparison.OrdinalIgnoreCase)));
        }
    }
}
