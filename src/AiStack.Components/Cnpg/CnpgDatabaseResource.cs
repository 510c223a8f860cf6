using AiStack.Components.Cnpg;
using AiStack.Hosting.Model;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A database of a PostgreSQL cluster: it runs once it and its owner exist.</summary>
public sealed class CnpgDatabaseResource : Resource, IResourceWithParent<CnpgResource>, IComponentResource<CnpgDatabaseSpec>
{
    internal CnpgDatabaseResource(string name, string nameInStack, CnpgResource cnpg, CnpgDatabaseSpec spec) : base(name)
    {
        Parent = cnpg;
        Annotations.Add(new ComponentAnnotation(CnpgModule.Database, nameInStack, spec, cnpg));
    }

    /// <summary>The server that has the database.</summary>
    public CnpgResource Parent { get; }

    /// <summary>What was said about the database.</summary>
    public CnpgDatabaseSpec Spec => (CnpgDatabaseSpec)this.Component().Spec;
}
