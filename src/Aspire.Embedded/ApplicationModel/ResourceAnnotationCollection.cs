using System.Collections.ObjectModel;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The annotations of a resource, in the order in which they were added.</summary>
/// <remarks>The engine adds annotations while others read them, so reading is safe during changes: an enumerator sees the list as it was when it was asked for.</remarks>
public sealed class ResourceAnnotationCollection : Collection<IResourceAnnotation>
{
    /// <summary>Creates an empty collection.</summary>
    public ResourceAnnotationCollection() : base(new CopyOnWriteList<IResourceAnnotation>())
    {
    }
}
