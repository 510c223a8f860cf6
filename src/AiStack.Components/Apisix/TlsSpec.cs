namespace AiStack.Components.Apisix;

/// <summary>Who signs the certificates of a gateway's hosts.</summary>
/// <param name="Issuer">Name of a ClusterIssuer of cert-manager that exists in the cluster.</param>
public sealed record TlsSpec(string Issuer);
