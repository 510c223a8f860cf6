namespace Aspire.Hosting.ApplicationModel;

/// <summary>Adds options to the command that creates a container.</summary>
/// <param name="callback">Adds the options.</param>
internal sealed class ContainerRuntimeArgsCallbackAnnotation(Func<ContainerRuntimeArgsCallbackContext, Task> callback) : IResourceAnnotation
{
    /// <summary>Adds the options.</summary>
    public Func<ContainerRuntimeArgsCallbackContext, Task> Callback { get; } = callback ?? throw new ArgumentNullException(nameof(callback));
}
