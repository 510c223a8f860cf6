using AiStack.Components;
using AiStack.Components.Prometheus;
using AiStack.Hosting;
using AiStack.Hosting.Model;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Adds Prometheus to an application.</summary>
public static class PrometheusBuilderExtensions
{
    /// <summary>Adds a Prometheus, which scrapes what it is linked to.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">Name of the component.</param>
    /// <param name="port">Local port. <see langword="null"/> (default): a free one. Configuration <c>AiStack:Ports:&lt;name&gt;</c> wins over both.</param>
    /// <returns>A builder to link it with.</returns>
    /// <exception cref="DistributedApplicationException">Configuration names a port or a run mode that is none.</exception>
    /// <remarks>In a cluster it stands for a Prometheus of the operator that is there already; on a laptop it is a container of its own, with its samples in a volume.</remarks>
    /// <example>
    /// <code>
    /// builder.AddPrometheus("prometheus").WithReference(vllm, scrape => scrape with { Interval = TimeSpan.FromSeconds(5) });
    /// </code>
    /// </example>
    public static IResourceBuilder<PrometheusResource> AddPrometheus(this IDistributedApplicationBuilder builder, [ResourceName] string name, int? port = null)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.GetStackModel();
        var prometheus = builder.AddResource(new PrometheusResource(name)).WithIconName("ChartMultiple");
        PrometheusHosting.Run(prometheus, Ports.Configured(builder, name, port));

        return prometheus;
    }

    /// <summary>Names the Helm release whose Prometheus picks the monitors that are published.</summary>
    /// <param name="builder">The component.</param>
    /// <param name="release">Value of their label <c>release</c>. Default without this call: <c>kube-prometheus-stack</c>.</param>
    public static IResourceBuilder<PrometheusResource> WithRelease(this IResourceBuilder<PrometheusResource> builder, string release)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(release);
        return builder.WithSpec((PrometheusSpec spec) => spec with { Release = release });
    }

    /// <summary>Says where the server is asked inside the cluster.</summary>
    /// <param name="builder">The component.</param>
    /// <param name="address">An http or https URL. Default without this call: <c>http://&lt;release&gt;-prometheus.&lt;namespace&gt;:9090</c>.</param>
    public static IResourceBuilder<PrometheusResource> WithAddress(this IResourceBuilder<PrometheusResource> builder, string address)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(address);
        return builder.WithSpec((PrometheusSpec spec) => spec with { Address = address });
    }

    /// <summary>Scrapes every engine and the router of a vLLM component; scaling its models needs this.</summary>
    /// <param name="builder">The component.</param>
    /// <param name="vllm">What is scraped.</param>
    /// <param name="configure">Changes how. <see langword="null"/> (default): every 30 seconds.</param>
    public static IResourceBuilder<PrometheusResource> WithReference(this IResourceBuilder<PrometheusResource> builder, IResourceBuilder<VllmResource> vllm, Func<ScrapeOptions, ScrapeOptions>? configure = null) =>
        builder.Scraping(vllm, configure);

    /// <summary>Scrapes a Qdrant database, with its key.</summary>
    /// <param name="builder">The component.</param>
    /// <param name="qdrant">What is scraped.</param>
    /// <param name="configure">Changes how. <see langword="null"/> (default): every 30 seconds.</param>
    public static IResourceBuilder<PrometheusResource> WithReference(this IResourceBuilder<PrometheusResource> builder, IResourceBuilder<QdrantServerResource> qdrant, Func<ScrapeOptions, ScrapeOptions>? configure = null) =>
        builder.Scraping(qdrant, configure);

    /// <summary>Scrapes KEDA in the cluster. On a laptop there is none to scrape.</summary>
    /// <param name="builder">The component.</param>
    /// <param name="keda">What is scraped.</param>
    /// <param name="configure">Changes how. <see langword="null"/> (default): every 30 seconds.</param>
    public static IResourceBuilder<PrometheusResource> WithReference(this IResourceBuilder<PrometheusResource> builder, IResourceBuilder<KedaResource> keda, Func<ScrapeOptions, ScrapeOptions>? configure = null) =>
        builder.Scraping(keda, configure);

    /// <summary>Scrapes an APISIX gateway.</summary>
    /// <param name="builder">The component.</param>
    /// <param name="apisix">What is scraped.</param>
    /// <param name="configure">Changes how. <see langword="null"/> (default): every 30 seconds.</param>
    public static IResourceBuilder<PrometheusResource> WithReference(this IResourceBuilder<PrometheusResource> builder, IResourceBuilder<ApisixResource> apisix, Func<ScrapeOptions, ScrapeOptions>? configure = null) =>
        builder.Scraping(apisix, configure);

    private static IResourceBuilder<PrometheusResource> Scraping<T>(this IResourceBuilder<PrometheusResource> builder, IResourceBuilder<T> target, Func<ScrapeOptions, ScrapeOptions>? configure)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(target);
        var options = new ScrapeOptions();
        return builder.WithLink(target.Resource, configure is null ? options : configure(options));
    }
}
