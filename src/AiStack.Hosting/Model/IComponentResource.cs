using AiStack.Core;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that is a component of the stack, or a sub-component of one, and what can be said about it.</summary>
/// <typeparam name="TSpec">What can be said.</typeparam>
public interface IComponentResource<TSpec> : IResource where TSpec : Spec
{
    /// <summary>What was said about it.</summary>
    TSpec Spec { get; }
}
