using AiStack.Core;

namespace AiStack.Components.Apisix;

/// <summary>An APISIX component: the gateway in front of web applications and, with AI gateways in it, of models.</summary>
public sealed record ApisixSpec : ComponentSpec
{
    /// <summary>Whether the cluster gets APISIX's dashboard.</summary>
    /// <value>Default: no. On a laptop there is none: routes come from a file, and then APISIX has no Admin API.</value>
    public bool HasDashboard { get; init; }

    /// <summary>Whether the gateway sees its callers' own addresses: <c>externalTrafficPolicy: Local</c>.</summary>
    /// <value>Default: no, the cluster may put a node's address in their place. Address lists need it.</value>
    public bool ExternalTraffic { get; init; }

    /// <summary>Gateways side by side.</summary>
    /// <value>1 (default) to 100. Limits are counted by each alone unless the component is linked to a redis.</value>
    public int Replicas { get; init; } = 1;

    /// <summary>Who signs the hosts' certificates.</summary>
    /// <value><see langword="null"/> (default): the gateway itself, which no browser trusts.</value>
    public TlsSpec? Tls { get; init; }
}
