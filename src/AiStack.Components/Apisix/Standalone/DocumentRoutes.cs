using System.Globalization;
using System.Text.Json.Nodes;
using AiStack.Components.Apisix.Plugins;
using AiStack.Core;
using AiStack.Core.Values;
using AiStack.Kubernetes;

namespace AiStack.Components.Apisix.Standalone;

/// <summary>The routes of a document.</summary>
/// <param name="stack">The stack.</param>
/// <param name="text">The text of an address or a secret.</param>
internal sealed class DocumentRoutes(Stack stack, Func<ValueExpression, string> text)
{
    private const int LongestId = 64;
    private const int ConnectSeconds = 6;

    /// <summary>The routes of a component to web applications.</summary>
    public IEnumerable<JsonObject> ToApplications(Component apisix)
    {
        foreach (var route in IngressRoute.Of(stack, apisix))
        {
            if (route.Application is { } application)
            {
                var target = route.Link.To.Reference;
                yield return new()
                {
                    ["id"] = target,
                    ["name"] = target,
                    ["uris"] = new JsonArray(IngressRoute.Path),
                    ["hosts"] = Hosts(route.Subdomain),
                    ["enable_websocket"] = true,
                    ["plugins"] = Plugins(RoutePlugins.ForApplication, text),
                    ["upstream"] = Upstream(IngressRoute.Timeout, Node(target, application.Endpoint)),
                };
            }
        }
    }

    /// <summary>The routes of an AI gateway: for each of its links those at its hosts, and those at any.</summary>
    public IEnumerable<JsonObject> OfGateway(Component gateway) =>
        AiRoute.Of(stack, gateway).SelectMany(route => GatewayRoute.Of(stack, route).Select(one => Route(route, one)));

    /// <summary>Plugins as they stand in a document.</summary>
    public static JsonObject Plugins(IEnumerable<ApisixPlugin> plugins, Func<ValueExpression, string> text) =>
        new(plugins.Select(plugin => KeyValuePair.Create(plugin.Name, (JsonNode?)plugin.ConfigWith(text))));

    private JsonObject Route(AiRoute route, GatewayRoute one)
    {
        var id = IdOf(route, one);
        var made = new JsonObject { ["id"] = id, ["name"] = id, ["uris"] = GatewayPolicies.List(one.Paths) };
        if (one.HasHosts)
        {
            made["hosts"] = Hosts(route.Subdomain);
        }

        if (one.Methods.Count > 0)
        {
            made["methods"] = GatewayPolicies.List(one.Methods);
        }

        if (one.Priority != 0)
        {
            made["priority"] = one.Priority;
        }

        made["plugins"] = Plugins(one.Plugins, text);
        made["upstream"] = UpstreamOf(route);
        return made;
    }

    // A name of the stack has no dot, so no two routes have one id.
    private static string IdOf(AiRoute route, GatewayRoute one) => Checksum.Shorten($"{route.Gateway.Name}.{route.Link.To.Reference.Replace('/', '.')}.{one.Name}", LongestId);

    // ai-proxy goes its own way; the list of models takes this one.
    private JsonObject UpstreamOf(AiRoute route)
    {
        var timeout = ((AiGatewaySpec)route.Gateway.Spec).Timeout;
        if (RoutePlugins.Provider(stack, route) is not { } provider)
        {
            var server = RoutePlugins.Models(stack, route).Server;
            return Upstream(timeout, Node(server.Component, server.Endpoint));
        }

        var address = ProviderProxy.Address(provider);
        var upstream = Upstream(timeout, Node(address.IdnHost.ToLowerInvariant(), address.Port));
        upstream["scheme"] = address.Scheme;
        upstream["pass_host"] = "node";
        return upstream;
    }

    private static JsonObject Upstream(TimeSpan timeout, JsonObject node) => new()
    {
        ["type"] = "roundrobin",
        ["scheme"] = "http",
        ["pass_host"] = "pass",
        ["timeout"] = new JsonObject { ["connect"] = ConnectSeconds, ["send"] = GatewayPolicies.Seconds(timeout), ["read"] = GatewayPolicies.Seconds(timeout) },
        ["nodes"] = new JsonArray(node),
    };

    private JsonObject Node(string component, string endpoint) => Node(
        text(new EndpointPart(component, endpoint, EndpointProperty.Host)),
        int.Parse(text(new EndpointPart(component, endpoint, EndpointProperty.Port)), CultureInfo.InvariantCulture));

    private static JsonObject Node(string host, int port) => new() { ["host"] = host, ["port"] = port, ["weight"] = 1 };

    private JsonArray Hosts(string subdomain) => GatewayPolicies.List(HostNames.OnLaptop(stack, subdomain));
}
