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
    public static IEnumerable<ExposedRoute> Of(Stack stack) => stack.Of<ApisixSpec>().SelectMany(found => Of(stack, found.Component));

    /// <summary>Those of a component, in the order of its links.</summary>
    public static IEnumerable<ExposedRoute> Of(Stack stack, Component apisix) =>
    [
        .. IngressRoute.Of(stack, apisix).Select(route => new ExposedRoute(apisix, route.Link, route.Subdomain, IngressRoute.Path)),
        .. apisix.Children.SelectMany(gateway => AiRoute.Of(stack, gateway)).Select(route => new ExposedRoute(apisix, route.Link, route.Subdomain, route.Options.Path)),
    ];
}
