using System.Text.RegularExpressions;
using AiStack.Core.Schema;

namespace AiStack.Components.Prometheus;

/// <summary>What may be said about Prometheus and its links in a stack file.</summary>
internal static partial class PrometheusProperties
{
    public static PropertySet All { get; } = new(
    [
        .. CommonProperties.All,
        new Property<PrometheusSpec, string?>("release", new TextType("the name of a Helm release", Names.DnsLabel(), Names.LongestLabel), spec => spec.Release, (spec, release) => spec with { Release = release! },
            "Value of the label 'release' that monitors must carry. Default: kube-prometheus-stack."),
        new Property<PrometheusSpec, string?>("address", new TextType("an http or https URL without a slash at the end", Url(), 500), spec => spec.Address, (spec, address) => spec with { Address = address },
            "Address inside the cluster. Default: http://<release>-prometheus.<namespace>:9090."),
    ]);

    public static PropertySet OfLink { get; } = new(
        new Property<ScrapeOptions, TimeSpan>("interval", new DurationType(TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)), options => options.Interval, (options, interval) => options with { Interval = interval },
            "Time between two scrapes. Default: 30s."));

    [GeneratedRegex(@"^https?://[A-Za-z0-9]([-A-Za-z0-9.]*[A-Za-z0-9])?(:[0-9]{1,5})?(/[^\s?#]*[^\s?#/])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Url();
}
