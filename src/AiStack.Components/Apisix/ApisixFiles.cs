using System.Globalization;
using AiStack.Components.Apisix.Plugins;
using AiStack.Core;
using AiStack.Core.Values;

namespace AiStack.Components.Apisix;

/// <summary>The files that APISIX in a container is configured by: how it runs, and its routes.</summary>
/// <remarks>
/// On a laptop the routes are a file of their own, which changes while APISIX runs (<see cref="Local.LocalGateway"/>). Aspire's manifest has routes to web
/// applications only: AI gateways are left out of it, and a route without its policies would let through what they refuse.
/// </remarks>
internal static class ApisixFiles
{
    /// <summary>Name of the file with the routes.</summary>
    public const string RoutesName = "apisix.yaml";

    public static IEnumerable<ConfigurationFile> For(Stack stack, Component apisix, bool isRun)
    {
        yield return new($"{ApisixFacts.ConfigurationDirectory}/config.yaml", Configuration(isRun));
        if (!isRun)
        {
            yield return new($"{ApisixFacts.ConfigurationDirectory}/{RoutesName}", Routes(stack, apisix));
        }
    }

    private static string Configuration(bool isRun) => Invariant($"""
        deployment:
          role: data_plane
          role_data_plane:
            config_provider: yaml
        apisix:
          node_listen: [{ApisixFacts.HttpPort}]{(isRun ? Tls : "")}
          status:
            ip: 0.0.0.0
            port: {ApisixFacts.StatusPort}
        plugin_attr:
          prometheus:
            export_addr:
              ip: 0.0.0.0
              port: {ApisixFacts.MetricsPort}

        """);

    private static string Tls => Invariant($"\n  ssl:\n    enable: true\n    listen:\n      - port: {ApisixFacts.HttpsPort}");

    // Without a brace: in Aspire's manifest one begins an expression.
    private static ValueExpression Routes(Stack stack, Component apisix)
    {
        List<ValueExpression> text = [];
        foreach (var route in IngressRoute.Of(stack, apisix))
        {
            if (route.Application is { } application)
            {
                text.Add(text.Count == 0 ? "routes:\n" : "");
                text.Add(RouteTo(stack, route, application.Endpoint));
            }
        }

        // The label `route` of the metrics is the route's name, not a number.
        text.Add("global_rules:\n  - id: prometheus\n    plugins:\n      prometheus:\n        prefer_name: true\n");
        text.Add($"{ApisixFacts.EndMarker}\n");
        return ValueExpression.Of([.. text]);
    }

    private static ValueExpression RouteTo(Stack stack, IngressRoute route, string endpoint)
    {
        var target = route.Link.To.Reference;
        return ValueExpression.Of(
            Invariant($$"""
                  - id: {{target}}
                    name: {{target}}
                    uri: {{IngressRoute.Path}}
                    hosts: [{{string.Join(", ", HostNames.OnLaptop(stack, route.Subdomain))}}]
                    enable_websocket: true
                    upstream:
                      type: roundrobin
                      timeout:
                        connect: 6
                        send: {{GatewayPolicies.Seconds(IngressRoute.Timeout)}}
                        read: {{GatewayPolicies.Seconds(IngressRoute.Timeout)}}
                      nodes:
                        - host: "
                """),
            new EndpointPart(target, endpoint, EndpointProperty.Host), "\"\n          port: ", new EndpointPart(target, endpoint, EndpointProperty.Port), "\n          weight: 1\n");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
