using AiStack.Core;
using Aspire.Hosting.ApplicationModel;

namespace AiStack.Hosting.Environments;

/// <summary>A target environment of the stack, such as <c>prod</c>: what differs there from what was said about the components. It adds and removes none.</summary>
public sealed class StackEnvironment
{
    private readonly List<(IResource Resource, Func<Spec, Spec> Change)> _changes = [];

    internal StackEnvironment(string name) => Name = name;

    /// <summary>Name of the environment, as <c>--environment</c> gives it; its case does not matter.</summary>
    public string Name { get; }

    /// <summary>Changes a component or a sub-component in this environment.</summary>
    /// <param name="component">The component.</param>
    /// <param name="change">Makes its spec of the one that holds everywhere; called when that is complete, wherever in the AppHost the rest is said.</param>
    /// <returns>The same environment.</returns>
    /// <example>
    /// <code>
    /// builder.AddKubernetesTarget("rag").WithEnvironment("prod", prod => prod.Override(chat, model => model with { Replicas = 3 }));
    /// </code>
    /// </example>
    public StackEnvironment Override<TSpec>(IResourceBuilder<IComponentResource<TSpec>> component, Func<TSpec, TSpec> change) where TSpec : Spec
    {
        ArgumentNullException.ThrowIfNull(component);
        ArgumentNullException.ThrowIfNull(change);

        return OverrideSpec(component.Resource, spec => change((TSpec)spec));
    }

    /// <summary>Changes a component that is a resource of somebody else's type.</summary>
    /// <param name="resource">Its resource.</param>
    /// <param name="change">Makes its spec of the one that holds everywhere.</param>
    /// <returns>The same environment.</returns>
    public StackEnvironment OverrideSpec(IResource resource, Func<Spec, Spec> change)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(change);

        _changes.Add((resource, change));
        return this;
    }

    /// <summary>Resources that something differs of.</summary>
    internal IEnumerable<IResource> Resources => _changes.Select(made => made.Resource).Distinct();

    /// <summary>What holds for a resource here.</summary>
    internal Spec Apply(IResource resource, Spec spec) =>
        _changes.Where(made => made.Resource == resource).Aggregate(spec, (current, made) => made.Change(current));
}
