using AiStack.Components;
using AiStack.Components.Apisix;
using AiStack.Hosting;
using AiStack.Hosting.Model;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Adds APISIX to an application.</summary>
public static class ApisixBuilderExtensions
{
    /// <summary>Adds an APISIX component: the gateway in front of web applications and, with AI gateways in it, of models.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">Name of the component.</param>
    /// <param name="port">
    /// Local port. <see langword="null"/> (default): 9080 for the application's first APISIX, a free one for others. Configuration <c>AiStack:Ports:&lt;name&gt;</c> wins over both.
    /// HTTPS: 9443 for the first, a free one for others, or what <c>AiStack:Ports:&lt;name&gt;-https</c> says.
    /// </param>
    /// <returns>A builder to add AI gateways and routes to.</returns>
    /// <exception cref="DistributedApplicationException">Configuration names a port or a run mode that is none.</exception>
    /// <example>
    /// <code>
    /// var gateway = builder.AddApisix("apisix").AddAiGateway("ai").WithApiKey(teamKey);
    /// gateway.WithReference(chat, route => route with { Subdomain = "qwen-chat" });
    /// </code>
    /// </example>
    public static IResourceBuilder<ApisixResource> AddApisix(this IDistributedApplicationBuilder builder, [ResourceName] string name, int? port = null)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.GetStackModel();
        var first = !builder.Resources.OfType<ApisixResource>().Any();
        var apisix = builder.AddResource(new ApisixResource(name)).WithIconName("ArrowRouting");
        ApisixHosting.Host(
            apisix,
            Ports.Configured(builder, name, port ?? (first ? ApisixFacts.HttpPort : null)),
            Ports.Configured(builder, ApisixHosting.HttpsOf(name), first ? ApisixFacts.HttpsPort : null));

        return apisix;
    }

    /// <summary>Gives the cluster APISIX's dashboard. There is none on a laptop: routes come from a file, and then APISIX has no Admin API.</summary>
    /// <param name="builder">The APISIX component.</param>
    public static IResourceBuilder<ApisixResource> WithDashboard(this IResourceBuilder<ApisixResource> builder) =>
        builder.WithSpec((ApisixSpec spec) => spec with { HasDashboard = true });

    /// <summary>Lets the gateway see its callers' own addresses in a cluster, which address lists need.</summary>
    /// <param name="builder">The APISIX component.</param>
    public static IResourceBuilder<ApisixResource> WithExternalTraffic(this IResourceBuilder<ApisixResource> builder) =>
        builder.WithSpec((ApisixSpec spec) => spec with { ExternalTraffic = true });

    /// <summary>Runs several gateways side by side in a cluster.</summary>
    /// <param name="builder">The APISIX component.</param>
    /// <param name="replicas">1 (the default without this call) to 100. With limits on more than one, link the component to a redis.</param>
    public static IResourceBuilder<ApisixResource> WithReplicas(this IResourceBuilder<ApisixResource> builder, int replicas)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replicas, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(replicas, 100);
        return builder.WithSpec((ApisixSpec spec) => spec with { Replicas = replicas });
    }

    /// <summary>Says who signs the certificates of the gateway's hosts in a cluster.</summary>
    /// <param name="builder">The APISIX component.</param>
    /// <param name="issuer">Name of a ClusterIssuer of cert-manager. Default without this call: the certificates are self-signed.</param>
    public static IResourceBuilder<ApisixResource> WithTls(this IResourceBuilder<ApisixResource> builder, string issuer)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(issuer);
        return builder.WithSpec((ApisixSpec spec) => spec with { Tls = new(issuer) });
    }
}
