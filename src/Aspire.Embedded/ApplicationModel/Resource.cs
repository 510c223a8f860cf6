using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Base class of resources: a checked name and a list of annotations.</summary>
[DebuggerDisplay("{GetType().Name,nq} {Name,nq}")]
public abstract class Resource : IResource
{
    /// <summary>Creates a resource.</summary>
    /// <param name="name">Its name; the rules are checked when it is added to an application.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is <see langword="null"/>.</exception>
    protected Resource(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Name = name;
    }

    /// <inheritdoc/>
    public virtual string Name { get; }

    /// <inheritdoc/>
    public virtual ResourceAnnotationCollection Annotations { get; } = [];
}
