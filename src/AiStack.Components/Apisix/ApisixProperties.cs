using AiStack.Core.Schema;

namespace AiStack.Components.Apisix;

/// <summary>What may be said about an APISIX component in a stack file.</summary>
internal static class ApisixProperties
{
    private static readonly RecordType<TlsSpec> s_tls = new(
        new(new Property<TlsSpec, string?>("issuer", new TextType("the name of a ClusterIssuer", Names.DnsSubdomain(), 253), tls => tls.Issuer, (tls, issuer) => tls with { Issuer = issuer! },
            "ClusterIssuer of cert-manager that signs the hosts' certificates.") { IsRequired = true }),
        new(null!));

    public static PropertySet All { get; } = new(
    [
        .. CommonProperties.All,
        new Property<ApisixSpec, bool>("dashboard", new BooleanType(), spec => spec.HasDashboard, (spec, has) => spec with { HasDashboard = has },
            "Whether the cluster gets APISIX's dashboard. Default: false. There is none on a laptop."),
        new Property<ApisixSpec, bool>("external_traffic", new BooleanType(), spec => spec.ExternalTraffic, (spec, external) => spec with { ExternalTraffic = external },
            "Whether the gateway sees its callers' own addresses, which address lists need. Default: false."),
        new Property<ApisixSpec, int>("replicas", new IntegerType(1, 100), spec => spec.Replicas, (spec, replicas) => spec with { Replicas = replicas },
            "Gateways side by side. Default: 1."),
        new Property<ApisixSpec, TlsSpec?>("tls", s_tls, spec => spec.Tls, (spec, tls) => spec with { Tls = tls },
            "Who signs the hosts' certificates. Default: they are self-signed."),
    ]);
}
