using AiStack.Core;

namespace AiStack.Components.Apisix;

/// <summary>A host and path that a gateway answers at, whatever is behind them.</summary>
/// <param name="Apisix">The APISIX component that answers.</param>
/// <param name="Link">The link that makes the route.</param>
/// <param name="Subdomain">First part of the host.</param>
/// <param name="Path">The path.</param>
internal sealed record ExposedRoute(Component Apisix, Link Link, string Subdomain, string Path)
{
    /// <summary>Every one of a stack, in the order of its components and links.</summary>
    public static IEnumerable<ExposedRoute> Of(Stack stack)
    {
        foreach (var (apisix, _) in stack.Of<ApisixSpec>())
        {
            foreach (var route in IngressRoute.Of(stack, apisix))
            {
                yield return new(apisix, route.Link, route.Subdomain, IngressRoute.Path);
            }

            foreach (var route in apisix.Children.SelectMany(gateway => AiRoute.Of(stack, gateway)))
            {
                yield return new(apisix, route.Link, route.Subdomain, route.Options.Path);
            }
        }
    }
}
