using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AiStack.Gateway.AiGateway.Consumers;
using AiStack.Gateway.AiGateway.Plugins;
using AiStack.Gateway.AiGateway.Proxying;
using AiStack.Gateway.AiGateway.Routing;

namespace AiStack.Gateway.AiGateway.Configuration;

/// <summary>Makes a configuration of what stands in a file of routes. What it does not understand it refuses, with the place.</summary>
internal sealed class ConfigurationReader(PluginReader plugins)
{
    // Routes that Prometheus measures are all of them here.
    private static readonly string[] s_known = ["routes", "consumers", "ssls", "global_rules"];

    /// <summary>Reads a file.</summary>
    /// <exception cref="ConfigurationException">The first thing that is wrong.</exception>
    public GatewayConfiguration Read(JsonSpot file)
    {
        file.Only(s_known);
        foreach (var rule in List(file, "global_rules"))
        {
            rule.Only("id", "plugins");
            if (plugins.Read(rule.Find("plugins"), "global").Count > 0)
            {
                throw new ConfigurationException($"{rule.Path}: plugins of all routes are not supported, prometheus excepted. Put them into each route.");
            }
        }

        return new(new([.. List(file, "routes").Select(Route)]), Keys(List(file, "consumers")), new([.. List(file, "ssls").Select(Certificate)]));
    }

    private static IReadOnlyList<JsonSpot> List(JsonSpot file, string name) => file.Find(name)?.Items() ?? [];

    private GatewayRoute Route(JsonSpot route)
    {
        route.Only("id", "name", "desc", "uri", "uris", "host", "hosts", "methods", "priority", "enable_websocket", "plugins", "upstream", "timeout", "status");
        var id = Id(route.Get("id"));
        var made = plugins.Read(route.Find("plugins"), id);
        var upstream = route.Find("upstream") is { } given ? Upstream(given) : null;
        if (upstream is null && !made.OfType<AiProxyPlugin>().Any())
        {
            throw new ConfigurationException($"{route.Path}: neither 'upstream' nor ai-proxy says what is behind it.");
        }

        return new(
            route.Find("name")?.Text() ?? id,
            Hosts(route),
            Texts(route, "uri", "uris") is { Count: > 0 } paths ? paths : throw new ConfigurationException($"{route.Path}: 'uris' is missing."),
            route.Find("methods")?.Texts() ?? [],
            route.Find("priority")?.Integer() ?? 0,
            made,
            upstream);
    }

    private static IReadOnlyList<string> Hosts(JsonSpot route)
    {
        var hosts = Texts(route, "host", "hosts");
        return hosts.Contains("") ? throw new ConfigurationException($"{route.Path}: a host is empty. Leave 'hosts' out for all hosts.") : [.. hosts.Select(host => host.ToLowerInvariant())];
    }

    private static string Id(JsonSpot id) => id.Value.ValueKind == System.Text.Json.JsonValueKind.Number ? id.Value.GetRawText() : id.Text();

    private static IReadOnlyList<string> Texts(JsonSpot route, string one, string several) =>
        route.Find(several)?.Texts() ?? (route.Find(one) is { } single ? [single.Text()] : []);

    private static Upstream Upstream(JsonSpot upstream)
    {
        upstream.Only("type", "scheme", "pass_host", "nodes", "timeout", "id", "name", "hash_on");
        var scheme = upstream.Find("scheme");
        if (scheme?.Text() is not (null or "http" or "https"))
        {
            throw scheme!.Value.Wrong("http or https");
        }

        var host = upstream.Find("pass_host");
        if (host?.Text() is not (null or "pass" or "node"))
        {
            throw host!.Value.Wrong("pass or node");
        }

        var nodes = upstream.Get("nodes").Items().Select(node => Node(node, scheme?.Text() ?? "http")).ToList();
        return nodes.Count > 0
            ? new(nodes, host?.Text() != "node", Timeout(upstream.Find("timeout")))
            : throw new ConfigurationException($"{upstream.Path}.nodes is empty: there is nothing behind the route.");
    }

    private static Uri Node(JsonSpot node, string scheme)
    {
        node.Only("host", "port", "weight", "priority");
        var (host, port) = (node.Get("host"), node.Find("port")?.Integer(1, 65535) ?? (scheme == "https" ? 443 : 80));
        return Uri.CheckHostName(host.Text()) != UriHostNameType.Unknown ? new UriBuilder(scheme, host.Text(), port).Uri : throw host.Wrong("the name or address of a host");
    }

    private static TimeSpan Timeout(JsonSpot? timeout)
    {
        timeout?.Only("connect", "send", "read");
        return timeout?.Find("read")?.Seconds() ?? GatewayFacts.DefaultUpstreamTimeout;
    }

    private static KeyRing Keys(IReadOnlyList<JsonSpot> consumers)
    {
        var keys = new KeyRing();
        foreach (var consumer in consumers)
        {
            consumer.Only("username", "plugins", "desc");
            var name = consumer.Get("username").Text();
            foreach (var (plugin, config) in consumer.Find("plugins")?.Entries() ?? [])
            {
                if (plugin != "key-auth")
                {
                    throw new ConfigurationException($"{config.Path}: a consumer has a key here (key-auth) and no other plugin.");
                }

                config.Only("key");
                if (!keys.TryAdd(config.Get("key").Text(), name))
                {
                    throw new ConfigurationException($"{config.Path}: another consumer has the same key. Nobody could tell them apart.");
                }
            }
        }

        return keys;
    }

    private static (IReadOnlyList<string>, X509Certificate2) Certificate(JsonSpot certificate)
    {
        certificate.Only("id", "snis", "sni", "cert", "key");
        try
        {
            using var read = X509Certificate2.CreateFromPem(certificate.Get("cert").Text(), certificate.Get("key").Text());

            // A key that is only in memory cannot be used by Windows.
            return (Texts(certificate, "sni", "snis"), X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), null));
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new ConfigurationException($"{certificate.Path}: 'cert' and 'key' are no certificate with its key, as PEM: {e.Message}");
        }
    }
}
