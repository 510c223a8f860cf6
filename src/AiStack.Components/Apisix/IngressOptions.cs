using AiStack.Core;

namespace AiStack.Components.Apisix;

/// <summary>What can be said about a route from an APISIX component to a web application.</summary>
public sealed record IngressOptions : LinkOptions
{
    /// <summary>First part of the application's host: <c>&lt;subdomain&gt;.&lt;domain&gt;</c>, and <c>&lt;subdomain&gt;.localhost</c> on a laptop.</summary>
    /// <value><see langword="null"/> (default): the application's name.</value>
    public string? Subdomain { get; init; }
}
