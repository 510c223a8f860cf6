using AiStack.Core;
using Aspire.Hosting.ApplicationModel;

namespace AiStack.Hosting.Model;

/// <summary>Marks a resource as configured to use another: a link of the stack.</summary>
/// <param name="target">The resource that is used.</param>
/// <param name="options">What was said about the link. <see langword="null"/>: nothing.</param>
public sealed class LinkAnnotation(IResource target, LinkOptions? options) : IResourceAnnotation
{
    /// <summary>The resource that is used.</summary>
    public IResource Target { get; } = target;

    /// <summary>What was said about the link.</summary>
    public LinkOptions? Options { get; } = options;

    /// <summary>Where it was said.</summary>
    /// <value>Default: in C#.</value>
    public Source? Source { get; set; }
}
