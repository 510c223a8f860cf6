namespace Aspire.Hosting.ApplicationModel;

/// <summary>Who asks for a value.</summary>
public class ValueProviderContext
{
    /// <summary>Whether the application runs or is published.</summary>
    internal DistributedApplicationExecutionContext? ExecutionContext { get; init; }

    /// <summary>The resource that will use the value.</summary>
    public IResource? Caller { get; init; }

    /// <summary>The network the value is used from.</summary>
    /// <value><see langword="null"/> (default): the containers' network for a container, else this machine.</value>
    internal NetworkIdentifier? Network { get; init; }

    internal NetworkIdentifier CallerNetwork =>
        Network ?? (Caller is not null && Caller.IsContainer() ? KnownNetworkIdentifiers.DefaultAspireContainerNetwork : KnownNetworkIdentifiers.LocalhostNetwork);
}
