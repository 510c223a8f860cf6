namespace AiStack.Components.Apisix.Standalone;

/// <summary>A certificate that a gateway shows for some hosts.</summary>
/// <param name="Hosts">The hosts.</param>
/// <param name="Certificate">The certificate, and those that lead to who signed it: PEM.</param>
/// <param name="KeyVariable">Environment variable of the gateway that holds the private key.</param>
public sealed record HostCertificate(IReadOnlyList<string> Hosts, string Certificate, string KeyVariable);
