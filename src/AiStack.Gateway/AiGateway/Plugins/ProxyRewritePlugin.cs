using System.Text.RegularExpressions;
using AiStack.Gateway.AiGateway.Configuration;

namespace AiStack.Gateway.AiGateway.Plugins;

/// <summary>Changes path, host and headers of what is passed on.</summary>
/// <remarks>Source: apache/apisix 3.18, <c>apisix/plugins/proxy-rewrite.lua</c>. Header names are removed and set in the request itself, so that ai-proxy passes them on too.</remarks>
internal sealed class ProxyRewritePlugin : GatewayPlugin
{
    private readonly string? _host;
    private readonly IReadOnlyList<(Regex Pattern, string Replacement)> _paths;
    private readonly IReadOnlyList<string> _removed;
    private readonly IReadOnlyList<(string Name, string Value)> _set;

    private ProxyRewritePlugin(string? host, IReadOnlyList<(Regex, string)> paths, IReadOnlyList<string> removed, IReadOnlyList<(string, string)> set) =>
        (_host, _paths, _removed, _set) = (host, paths, removed, set);

    /// <inheritdoc/>
    public override int Priority => 1008;

    /// <summary>Reads the configuration.</summary>
    public static ProxyRewritePlugin Read(JsonSpot config)
    {
        config.Only("host", "headers", "regex_uri");
        var headers = config.Find("headers");
        headers?.Only("set", "remove");
        return new(config.Find("host")?.Text(), Paths(config.Find("regex_uri")), headers?.Find("remove")?.Texts() ?? [], Set(headers?.Find("set")));
    }

    /// <inheritdoc/>
    public override ValueTask<Refusal?> RewriteAsync(Exchange exchange)
    {
        var path = exchange.Context.Request.Path.Value ?? "/";
        foreach (var (pattern, replacement) in _paths)
        {
            // The first that matches.
            if (pattern.IsMatch(path))
            {
                exchange.ForwardedPath = pattern.Replace(path, replacement, 1);
                break;
            }
        }

        exchange.ForwardedHost = _host;
        var headers = exchange.Context.Request.Headers;
        foreach (var (name, value) in _set)
        {
            headers[name] = value;
        }

        foreach (var name in _removed)
        {
            headers.Remove(name);
        }

        return default;
    }

    private static IReadOnlyList<(Regex, string)> Paths(JsonSpot? list)
    {
        if (list is not { } all)
        {
            return [];
        }

        var texts = all.Texts();
        return texts.Count % 2 == 0
            ? [.. texts.Chunk(2).Select(pair => (Compile(all, pair[0]), pair[1]))]
            : throw all.Wrong("a list of patterns, each followed by its replacement");
    }

    private static Regex Compile(JsonSpot list, string pattern)
    {
        try
        {
            return new(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (Exception e) when (e is RegexParseException or NotSupportedException)
        {
            throw new ConfigurationException($"{list.Path}: '{pattern}' cannot be used here: {e.Message}");
        }
    }

    private static IReadOnlyList<(string, string)> Set(JsonSpot? headers) => headers is { } all ? [.. all.Entries().Select(entry => (entry.Name, entry.Value.Text()))] : [];
}
