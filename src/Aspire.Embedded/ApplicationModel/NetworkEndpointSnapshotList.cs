using System.Collections;
using System.Collections.Concurrent;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The allocations of an endpoint, one per network it can be reached from.</summary>
public class NetworkEndpointSnapshotList : IEnumerable<NetworkEndpointSnapshot>
{
    private readonly ConcurrentDictionary<string, NetworkEndpointSnapshot> _snapshots = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Sets where the endpoint is in a network.</summary>
    /// <param name="networkId">The network.</param>
    /// <param name="endpoint">The address and port there.</param>
    public void AddOrUpdateAllocatedEndpoint(NetworkIdentifier networkId, AllocatedEndpoint endpoint)
    {
        ArgumentNullException.ThrowIfNull(networkId);
        ArgumentNullException.ThrowIfNull(endpoint);
        In(networkId).SetValue(endpoint);
    }

    /// <summary>Waits until it is known where the endpoint is in a network.</summary>
    /// <param name="networkId">The network.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The address and port there.</returns>
    internal Task<AllocatedEndpoint> GetAllocatedEndpointAsync(NetworkIdentifier networkId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(networkId);
        return In(networkId).GetValueAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public IEnumerator<NetworkEndpointSnapshot> GetEnumerator() => _snapshots.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal ValueSnapshot<AllocatedEndpoint> In(NetworkIdentifier network) =>
        _snapshots.GetOrAdd(network.Value, static (_, id) => new NetworkEndpointSnapshot(new ValueSnapshot<AllocatedEndpoint>(), id), network).Snapshot;
}
