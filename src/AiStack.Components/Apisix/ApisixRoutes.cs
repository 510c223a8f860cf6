using System.Globalization;
using System.Text.Json.Nodes;
using AiStack.Components.Apisix.Plugins;
using AiStack.Components.Offers;
using AiStack.Core;
using AiStack.Core.Values;
using AiStack.Kubernetes.Network;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Components.Apisix;

/// <summary>The routes of a gateway, each in the namespace of what it leads to, and the connections that they need.</summary>
internal static class ApisixRoutes
{
    public static void Publish(ManifestContext context, Component apisix, PodSet pods)
    {
        foreach (var route in IngressRoute.Of(context.Stack, apisix))
        {
            if (route.Application is { } application)
            {
                AddApplication(context, apisix, pods, route, application);
            }
        }

        var routes = apisix.Children.SelectMany(gateway => AiRoute.Of(context.Stack, gateway)).ToList();
        var patience = routes.Where(route => RoutePlugins.Provider(context.Stack, route) is null)
            .GroupBy(route => RoutePlugins.Models(context.Stack, route).Server)
            .ToDictionary(group => group.Key, group => group.Max(route => ((AiGatewaySpec)route.Gateway.Spec).Timeout));
        foreach (var route in routes)
        {
            AddAi(context, apisix, pods, route, patience);
        }
    }

    private static void AddApplication(ManifestContext context, Component apisix, PodSet pods, IngressRoute route, WebApplication application)
    {
        var target = route.Link.To;
        context.Connects(pods, target.Reference, application.Endpoint);
        Add(context, apisix, apisix, route.Link, context.Stack.NamespaceOf(target),
        [
            new()
            {
                ["name"] = target.Name,
                ["match"] = new JsonObject { ["hosts"] = Hosts(context, route.Subdomain), ["paths"] = new JsonArray(IngressRoute.Path) },
                ["backends"] = new JsonArray(Backend(context, target, application.Endpoint)),
                ["timeout"] = Timeout(IngressRoute.Timeout),
                ["websocket"] = true,
                ["plugins"] = new JsonArray([.. RoutePlugins.ForApplication.Select(plugin => Plugin(plugin.Name, (JsonObject)plugin.Config.DeepClone(), null))]),
            },
        ]);
    }

    private static void AddAi(ManifestContext context, Component apisix, PodSet pods, AiRoute route, Dictionary<EndpointPart, TimeSpan> patience)
    {
        var target = route.Link.To;
        var space = context.Stack.NamespaceOf(target);
        var provider = RoutePlugins.Provider(context.Stack, route);
        if (provider is not null)
        {
            AddUpstream(context, apisix, pods, route, provider, space);
        }
        else
        {
            AddServiceUpstream(context, apisix, route, space, patience);
        }

        Add(context, apisix, route.Gateway, route.Link, space, [.. GatewayRoute.Of(context.Stack, route).Select(one => new JsonObject
        {
            ["name"] = one.Name,
            ["priority"] = one.Priority == 0 ? null : one.Priority,
            ["match"] = new JsonObject
            {
                ["hosts"] = one.HasHosts ? Hosts(context, route.Subdomain) : null,
                ["paths"] = GatewayPolicies.List(one.Paths),
                ["methods"] = one.Methods.Count == 0 ? null : GatewayPolicies.List(one.Methods),
            },

            // ai-proxy goes its own way; the list of models takes this one.
            ["backends"] = provider is null ? new JsonArray(Backend(context, RoutePlugins.Models(context.Stack, route).Server)) : null,
            ["upstreams"] = provider is null ? null : new JsonArray(new JsonObject { ["name"] = ApisixNames.Route(route.Link) }),
            ["timeout"] = Timeout(((AiGatewaySpec)route.Gateway.Spec).Timeout),
            ["plugins"] = new JsonArray([.. one.Plugins.Select(plugin => Plugin(context, pods, target, space, plugin))]),
        })]);
    }

    private static void Add(ManifestContext context, Component apisix, Component owner, Link link, string space, IReadOnlyList<JsonObject> rules) =>
        context.Add(owner, ApisixManifests.Role, ApisixManifests.Made("v2", "ApisixRoute", ApisixNames.Route(link), space, new()
        {
            ["ingressClassName"] = ApisixNames.IngressClass(context.Stack, apisix),
            ["http"] = new JsonArray([.. rules]),
        }));

    private static void AddUpstream(ManifestContext context, Component apisix, PodSet pods, AiRoute route, ProviderApi provider, string space)
    {
        var address = ProviderProxy.Address(provider);
        context.Connects(new NetworkFlow($"{pods.Title}-to-{route.Link.To.Name}", NetworkPeer.Pods(pods), NetworkPeer.Internet, $"{route.Link}", new NetworkPort(address.Port)));
        context.Add(route.Gateway, ApisixManifests.Role, ApisixManifests.Made("v2", "ApisixUpstream", ApisixNames.Route(route.Link), space, new()
        {
            ["ingressClassName"] = ApisixNames.IngressClass(context.Stack, apisix),
            ["externalNodes"] = new JsonArray(new JsonObject { ["type"] = "Domain", ["name"] = address.IdnHost.ToLowerInvariant(), ["port"] = address.Port }),
            ["scheme"] = address.Scheme,
            ["passHost"] = "node",
        }));
    }

    // One that is named like a Service says how that Service is called, by every route to it: as patiently as the most patient of them.
    private static void AddServiceUpstream(ManifestContext context, Component apisix, AiRoute route, string space, Dictionary<EndpointPart, TimeSpan> patience)
    {
        var server = RoutePlugins.Models(context.Stack, route).Server;
        context.AddShared(ApisixManifests.Made("v2", "ApisixUpstream", ServiceOf(context, context.Stack.Find(server.Component)!, server.Endpoint), space, new()
        {
            ["ingressClassName"] = ApisixNames.IngressClass(context.Stack, apisix),
            ["scheme"] = "http",
            ["passHost"] = "pass",
            ["timeout"] = Timeout(patience[server]),
        }));
    }

    private static JsonObject Plugin(ManifestContext context, PodSet pods, Component target, string space, ApisixPlugin plugin)
    {
        // A route's secrets come from a Secret beside it, in the controller's form; the gateway's own from its environment.
        var brought = plugin.Values.Where(value => value.Value.HasSecret && !value.IsOfGateway).ToList();
        var config = (plugin with { Values = [.. plugin.Values.Except(brought)] }).ConfigWith(value => value.HasSecret ? $"$env://{GatewayEnvironment.NameOf(value)}" : context.Text(pods, value));
        if (brought.Count == 0)
        {
            return Plugin(plugin.Name, config, null);
        }

        var secret = ApisixNames.PluginSecret(target, plugin.Name);
        foreach (var value in brought)
        {
            context.Secrets.Use(space, secret, new(value.DottedPath, value.Value), $"{pods.Title}, which presents it to {target.Name}");
        }

        return Plugin(plugin.Name, config, secret);
    }

    private static JsonObject Plugin(string name, JsonObject config, string? secret) => new JsonObject { ["name"] = name, ["enable"] = true, ["config"] = config, ["secretRef"] = secret };

    private static JsonObject Backend(ManifestContext context, EndpointPart server) => Backend(context, context.Stack.Find(server.Component)!, server.Endpoint);

    private static JsonObject Backend(ManifestContext context, Component target, string endpointName)
    {
        var endpoint = target.Kind.Endpoints.First(candidate => candidate.Name == endpointName);
        return new JsonObject { ["serviceName"] = ServiceOf(context, target, endpointName), ["servicePort"] = endpoint.Port(target) };
    }

    private static string ServiceOf(ManifestContext context, Component target, string endpointName) =>
        target.Kind.Endpoints.First(candidate => candidate.Name == endpointName).Service(context.Stack, target).Name;

    private static JsonArray Hosts(ManifestContext context, string subdomain) =>
        new(HostNames.InCluster(context.Stack, subdomain) ?? throw new ArgumentException("The stack has no domain; a stack with this problem is not published.", nameof(context)));

    private static JsonObject Timeout(TimeSpan time)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{GatewayPolicies.Seconds(time)}s");
        return new() { ["connect"] = "6s", ["read"] = text, ["send"] = text };
    }
}
