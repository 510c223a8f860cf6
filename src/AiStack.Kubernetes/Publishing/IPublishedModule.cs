using AiStack.Core;

namespace AiStack.Kubernetes.Publishing;

/// <summary>A component that can be published: what its objects are, as a pure function of the stack.</summary>
public interface IPublishedModule
{
    /// <summary>Adds everything that is published for a component and its sub-components.</summary>
    /// <param name="context">Takes the objects, and what else the component needs in a cluster.</param>
    /// <param name="component">The component.</param>
    void Publish(ManifestContext context, Component component);
}
