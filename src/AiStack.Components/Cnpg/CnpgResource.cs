using AiStack.Components.Cnpg;
using AiStack.Hosting.Model;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>PostgreSQL: a CloudNativePG cluster, and on a laptop one container. Without a container engine it does not run.</summary>
public sealed class CnpgResource : ContainerResource, IComponentResource<CnpgSpec>
{
    /// <summary>A server of which nothing was said yet.</summary>
    /// <param name="name">Name of the component.</param>
    public CnpgResource(string name) : base(name) => Annotations.Add(new ComponentAnnotation(CnpgModule.Cnpg, name, new CnpgSpec()));

    /// <summary>What was said about it.</summary>
    public CnpgSpec Spec => (CnpgSpec)this.Component().Spec;

    /// <summary>Its databases, in the order they were added.</summary>
    public IReadOnlyList<CnpgDatabaseResource> Databases => DatabaseList;

    internal List<CnpgDatabaseResource> DatabaseList { get; } = [];
}
