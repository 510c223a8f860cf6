namespace Aspire.Hosting.ApplicationModel;

/// <summary>The allocation of an endpoint in one network, which may still be to come.</summary>
/// <param name="Snapshot">The allocation.</param>
/// <param name="NetworkID">The network.</param>
public record NetworkEndpointSnapshot(ValueSnapshot<AllocatedEndpoint> Snapshot, NetworkIdentifier NetworkID);
