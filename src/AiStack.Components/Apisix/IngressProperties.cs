using AiStack.Core.Schema;

namespace AiStack.Components.Apisix;

/// <summary>What may be said about a route to a web application in a stack file.</summary>
internal static class IngressProperties
{
    /// <summary>First part of a host.</summary>
    public static TextType Subdomain { get; } = new("a subdomain: lower-case letters, digits, '-' and '.'", Names.DnsSubdomain(), 200);

    public static PropertySet All { get; } = new(
        new Property<IngressOptions, string?>("subdomain", Subdomain, options => options.Subdomain, (options, subdomain) => options with { Subdomain = subdomain },
            "First part of the host: <subdomain>.<domain>. Default: the name of what is linked to."));
}
