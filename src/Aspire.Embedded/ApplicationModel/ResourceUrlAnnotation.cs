using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A URL that the dashboard shows for a resource.</summary>
[DebuggerDisplay("{Url,nq}")]
public sealed class ResourceUrlAnnotation : IResourceAnnotation
{
    /// <summary>The URL: absolute, or relative to <see cref="Endpoint"/>.</summary>
    public required string Url { get; set; }

    /// <summary>What is shown instead of the URL.</summary>
    /// <value><see langword="null"/> (default): the URL.</value>
    public string? DisplayText { get; set; }

    /// <summary>The endpoint that the URL belongs to, and with which it comes and goes.</summary>
    internal EndpointReference? Endpoint { get; init; }

    /// <summary>Where the dashboard shows it.</summary>
    public UrlDisplayLocation DisplayLocation { get; set; }
}
