using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;

namespace AiStack.Components.Apisix.Rules;

/// <summary>A host and path lead to one place only, and a host to one gateway.</summary>
internal sealed class DoubledRouteRule : IRule
{
    public IEnumerable<Problem> Check(Stack stack)
    {
        var routes = new Dictionary<(string Subdomain, string Path), ExposedRoute>();
        var gateways = new Dictionary<string, ExposedRoute>();
        foreach (var route in ExposedRoute.Of(stack))
        {
            if (!routes.TryAdd((route.Subdomain, route.Path), route))
            {
                var first = routes[(route.Subdomain, route.Path)];
                yield return ApisixProblems.DoubledRoute.At(route.Link.Source.Of("subdomain"),
                    $"'{route.Subdomain}.{stack.Spec.Domain ?? HostNames.LocalDomain}{route.Path}' is the address of both {first.Link} and {route.Link}.", $"Give {route.Link} another 'subdomain'.");
            }
            else if (gateways.TryGetValue(route.Subdomain, out var other) && other.Apisix != route.Apisix)
            {
                yield return ApisixProblems.DoubledRoute.At(route.Link.Source.Of("subdomain"),
                    $"The host '{route.Subdomain}.{stack.Spec.Domain ?? HostNames.LocalDomain}' is used by {other.Link} and {route.Link}, which are routes of two gateways; it leads to one of them only.",
                    $"Give {route.Link} another 'subdomain'.");
            }

            gateways.TryAdd(route.Subdomain, route);
        }
    }
}
