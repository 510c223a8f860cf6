using AiStack.Components.Offers;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Components.Tests.Publishing;

public sealed class PrometheusMonitorTests
{
    private const string Everything = """
        components:
          vllm: { kind: vllm, models: { chat: { model_path: Qwen/Qwen2-1.5B-Instruct, model_type: chat } } }
          qdrant: { kind: qdrant, api_key: { secret: qdrant-key } }
          apisix: { kind: apisix }
          keda: { kind: keda }
          postgres: { kind: cnpg }
          first: { kind: prometheus }
          second: { kind: prometheus, namespace: other, release: other }
        links:
          - { from: first, to: vllm }
          - { from: first, to: qdrant }
          - { from: first, to: keda }
          - { from: first, to: apisix }
          - { from: second, to: vllm, interval: 5s }

        """;

    [Fact]
    public void Jobs_InTheClusterAndOnALaptop_HaveTheSameNames()
    {
        var stack = StackText.Read(Everything);

        Assert.All(stack.Components.Where(component => stack.OffersOf<ScrapeTarget>(component).Any()), component => Assert.Equal(
            stack.OffersOf<ScrapeTarget>(component).Select(target => target.Job),
            stack.OffersOf<MonitoredTarget>(component).Where(target => !target.IsForeign).Select(target => target.Job)));
    }

    [Fact]
    public void Monitors_OfTwoPrometheus_AreToldApartAndCarryEachRelease()
    {
        var monitors = Publish(Everything).Objects.Where(made => made.Kind == "PodMonitor" && made.Namespace == "vllm").Select(made => (made.Name, made.Labels["release"]));

        Assert.Equal(
            [("vllm-chat-first", "kube-prometheus-stack"), ("vllm-chat-second", "other"), ("vllm-router-first", "kube-prometheus-stack"), ("vllm-router-second", "other")],
            monitors);
    }

    [Fact]
    public void Namespaces_OfOperators_AreNotPublished() =>
        Assert.Empty(Publish(Everything).Namespaces.Intersect(["monitoring", "other", "keda", "cert-manager"]));

    [Fact]
    public void Key_ThatMetricsAskFor_IsAmongTheSecretsOfItsNamespace()
    {
        var secret = Assert.Single(Publish(Everything).Secrets, secret => secret.Name == "qdrant-key");

        Assert.Equal("qdrant", secret.Namespace);
        Assert.Contains("first", secret.Users);
    }

    [Fact]
    public void Postgres_ThatNothingIsLinkedTo_IsScrapedByEveryPrometheus() =>
        Assert.Equal(["postgres-first", "postgres-second"], Publish(Everything).Objects.Where(made => made.Kind == "PodMonitor" && made.Namespace == "postgres").Select(made => made.Name));

    [Fact]
    public void Stack_WithoutPrometheus_HasNoMonitors() => Assert.DoesNotContain(
        Publish("""
            components:
              qdrant: { kind: qdrant }
              postgres: { kind: cnpg }
            """).Objects,
        made => made.Group == "monitoring.coreos.com");

    private static Publication Publish(string text) => StackPublication.Of(StackText.Read(text), ComponentCatalog.Modules);
}
