using AiStack.Core;
using AiStack.Kubernetes.References;

namespace AiStack.Kubernetes.Publishing;

/// <summary>A component that can be published: what its objects are, as a pure function of the stack.</summary>
public interface IPublishedModule
{
    /// <summary>What objects of the component's own kinds refer to.</summary>
    /// <value>Default: nothing.</value>
    IReadOnlyList<IReferenceRule> ReferenceRules => [];

    /// <summary>Adds everything that is published for a component and its sub-components.</summary>
    /// <param name="context">Takes the objects, and what else the component needs in a cluster.</param>
    /// <param name="component">The component.</param>
    void Publish(ManifestContext context, Component component);
}
