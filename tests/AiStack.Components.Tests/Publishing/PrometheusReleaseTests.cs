using AiStack.Kubernetes.Publishing;

namespace AiStack.Components.Tests.Publishing;

public sealed class PrometheusReleaseTests
{
    [Fact]
    public void Release_OfAPrometheus_IsNamedAsMonitorsAreLabelledAndItsServiceAsItIsAsked()
    {
        var published = Publish("{ kind: prometheus, release: metrics }");
        var release = Assert.Single(published.Releases);

        Assert.Equal(("metrics", "monitoring", "prometheus-community/kube-prometheus-stack"), (release.Name, release.Namespace, release.Chart));
        Assert.Equal("metrics", (string)release.Values["fullnameOverride"]!);
        Assert.Equal("ALL", (string)release.Values["grafana"]!["sidecar"]!["dashboards"]!["searchNamespace"]!);
        Assert.Equal("http://metrics-prometheus.monitoring.svc:9090", AddressOf(published));
    }

    // The chart cuts names off at 26 characters, and a hyphen that is last then.
    [Fact]
    public void Service_OfALongRelease_IsNamedAsTheChartCutsItOff() =>
        Assert.Equal("http://a-release-of-a-long-name-o-prometheus.monitoring.svc:9090", AddressOf(Publish("{ kind: prometheus, release: a-release-of-a-long-name-o-f-ours }")));

    [Fact]
    public void Prometheus_ThatIsElsewhere_IsNotInstalled() => Assert.Empty(Publish("{ kind: prometheus, address: 'http://prometheus.observability:9090' }").Releases);

    [Fact]
    public void Guide_OfAPrometheus_TellsHowToSeeTheTargetsAndWhichAlertsThereAre()
    {
        var guide = Assert.Single(Publish("{ kind: prometheus }").Guide, section => section.Title == "Metrics (prometheus)").Text;

        Assert.Contains("kubectl -n monitoring port-forward svc/kube-prometheus-stack-prometheus 9090\n", guide, StringComparison.Ordinal);
        Assert.Contains("job=~\"vllm-chat|vllm-router\"", guide, StringComparison.Ordinal);
        Assert.Contains("jsonpath='{.data.admin-password}'", guide, StringComparison.Ordinal);
        Assert.Contains("| ModelDown | critical | 5m | vllm/chat |\n", guide, StringComparison.Ordinal);
    }

    [Fact]
    public void Guide_OfAPrometheusThatIsElsewhere_TellsWhatItHasToBe()
    {
        var guide = Assert.Single(Publish("{ kind: prometheus, address: 'http://prometheus.observability:9090' }").Guide, section => section.Title == "Metrics (prometheus)").Text;

        Assert.Contains("http://prometheus.observability:9090", guide, StringComparison.Ordinal);
        Assert.DoesNotContain("port-forward", guide, StringComparison.Ordinal);
    }

    private static Publication Publish(string prometheus) => StackPublication.Of(
        StackText.Read($"""
            components:
              vllm:
                kind: vllm
                models:
                  chat: {"{ model_path: Qwen/Qwen2-1.5B-Instruct, model_type: chat }"}
              prometheus: {prometheus}
            links:
              - {"{ from: prometheus, to: vllm }"}
            """),
        [.. ComponentCatalog.Modules.Where(module => module.Kind.Name == "prometheus")]);

    private static string AddressOf(Publication published) =>
        new Core.Values.ClusterAddresses(published.Stack).Resolve(new("prometheus", "http", Core.Values.EndpointProperty.Url));
}
