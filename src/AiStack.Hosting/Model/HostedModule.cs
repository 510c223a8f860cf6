using AiStack.Core;
using AiStack.Core.Schema;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace AiStack.Hosting.Model;

/// <summary>A component as the catalogue lists it: what can be said about it, and how it becomes resources of an application.</summary>
public abstract class HostedModule : ComponentModule
{
    /// <summary>Adds a component of a stack that was read from a file, with its sub-components, as the builder methods would.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="component">The component.</param>
    /// <param name="names">Names for its resources.</param>
    /// <remarks>Links are added by the caller, when every component is there.</remarks>
    public abstract void AddTo(IDistributedApplicationBuilder builder, Component component, ResourceNames names);

    /// <summary>Takes a resource of somebody else's type for a component of this kind, such as one that an Aspire integration added.</summary>
    /// <returns><see langword="null"/> (default): it is none.</returns>
    public virtual ComponentAnnotation? Adopt(IResource resource) => null;

    /// <summary>Gets a resource ready, while the application is described, for what its environment says of it.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="resource">The resource of a component of this kind, or of a sub-component.</param>
    /// <param name="spec">What will hold for it, as far as it is known.</param>
    public virtual void Prepare(IDistributedApplicationBuilder builder, IResource resource, Spec spec)
    {
    }

    /// <summary>Adds what a link from a component of this kind needs besides, while the application is described from a file. Builder methods do it themselves.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="from">The component, or a sub-component of it.</param>
    /// <param name="to">What it is linked to.</param>
    /// <param name="options">What was said about the link.</param>
    public virtual void OnLinked(IDistributedApplicationBuilder builder, IResource from, IResource to, LinkOptions? options)
    {
    }

    /// <summary>Changes resources for the run, when the stack is final and checked and nothing has started yet.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="stack">The stack.</param>
    public virtual void BeforeRun(IDistributedApplicationBuilder builder, StackModel stack)
    {
    }

    /// <summary>Changes resources for publishing, when the stack is final and checked: what Aspire's manifest lists are the containers that there are then.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="stack">The stack.</param>
    public virtual void BeforePublish(IDistributedApplicationBuilder builder, StackModel stack)
    {
    }

    /// <summary>Whether a resource of a name's ending belongs to an element when it runs here, such as the <c>router</c> of <c>chat-router</c>: nothing else in a stack file may take the name.</summary>
    /// <param name="element">A component of this kind, or a sub-component.</param>
    /// <param name="ending">What comes after the element's own name and a hyphen.</param>
    /// <returns>Default: no.</returns>
    public virtual bool HasPart(Component element, string ending) => false;

    /// <summary>Whether what is said about components of a kind, and about their links, can take effect while they run.</summary>
    /// <param name="kind">This component's kind or that of its sub-components; others are somebody else's.</param>
    /// <returns>Default: no.</returns>
    public virtual bool Follows(ComponentKind kind) => false;

    /// <summary>Has what runs follow a stack that was described anew. Default: nothing has to be done.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="stack">The stack, which is the new one already.</param>
    /// <param name="services">The application's services.</param>
    /// <param name="cancelled">Set when the run ends.</param>
    /// <returns>What whoever changed the stack should know, a sentence each.</returns>
    public virtual Task<IReadOnlyList<string>> FollowAsync(IDistributedApplicationBuilder builder, StackModel stack, IServiceProvider services, CancellationToken cancelled) =>
        Task.FromResult<IReadOnlyList<string>>([]);
}
