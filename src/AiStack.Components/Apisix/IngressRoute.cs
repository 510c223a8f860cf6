using AiStack.Components.Offers;
using AiStack.Core;

namespace AiStack.Components.Apisix;

/// <summary>A route from an APISIX component to a web application: one per link.</summary>
/// <param name="Link">The link.</param>
/// <param name="Application">The application; <see langword="null"/>: what is linked to is none.</param>
public sealed record IngressRoute(Link Link, WebApplication? Application)
{
    /// <summary>Path of every such route.</summary>
    public const string Path = "/*";

    /// <summary>How long the gateway waits for an application: an answer that a flow or a model thinks about takes longer than APISIX's usual minute.</summary>
    public static TimeSpan Timeout { get; } = TimeSpan.FromMinutes(10);

    /// <summary>First part of the host.</summary>
    public string Subdomain => (Link.Options as IngressOptions)?.Subdomain ?? Link.To.Name;

    /// <summary>The routes of a component, in the order of its links.</summary>
    public static IEnumerable<IngressRoute> Of(Stack stack, Component apisix)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return stack.LinksFrom(apisix)
            .Where(link => link.Options is IngressOptions)
            .Select(link => new IngressRoute(link, stack.OffersOf<WebApplication>(link.To).FirstOrDefault()));
    }
}
