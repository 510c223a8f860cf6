using System.Security.Cryptography.X509Certificates;

namespace AiStack.Gateway.AiGateway.Configuration;

/// <summary>Certificates by the hosts that they are for.</summary>
internal sealed class HostCertificates(IReadOnlyList<(IReadOnlyList<string> Hosts, X509Certificate2 Certificate)> certificates)
{
    private readonly Dictionary<string, X509Certificate2> _byHost = certificates
        .SelectMany(entry => entry.Hosts, (entry, host) => (host, entry.Certificate))
        .GroupBy(pair => pair.host, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(group => group.Key, group => group.First().Certificate, StringComparer.OrdinalIgnoreCase);

    /// <summary>The certificate for a host that a caller asks for.</summary>
    /// <param name="host">The host; <see langword="null"/>: the caller did not say.</param>
    /// <returns><see langword="null"/>: there is no certificate at all.</returns>
    /// <remarks>A caller at an address or at plain <c>localhost</c> gets the first one, rather than a connection that just ends.</remarks>
    public X509Certificate2? Find(string? host)
    {
        if (host is not null)
        {
            if (_byHost.TryGetValue(host, out var found))
            {
                return found;
            }

            var dot = host.IndexOf('.', StringComparison.Ordinal);
            if (dot > 0 && _byHost.TryGetValue($"*{host[dot..]}", out found))
            {
                return found;
            }
        }

        return certificates.Count > 0 ? certificates[0].Certificate : null;
    }
}
