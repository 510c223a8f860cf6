namespace Aspire.Hosting.ApplicationModel;

/// <summary>The options for the command that creates a container.</summary>
/// <param name="args">The list to add to.</param>
/// <param name="cancellationToken">Set when the start is given up.</param>
internal sealed class ContainerRuntimeArgsCallbackContext(IList<object> args, CancellationToken cancellationToken = default)
{
    /// <summary>The options: strings and values.</summary>
    internal IList<object> Args { get; } = args ?? throw new ArgumentNullException(nameof(args));

    /// <summary>Set when the start is given up.</summary>
    internal CancellationToken CancellationToken { get; } = cancellationToken;
}
