using AiStack.Components.Prometheus;
using AiStack.Components.Tests.Publishing;
using AiStack.Core.Reading;
using AiStack.Core.Values;

namespace AiStack.Components.Tests.Prometheus;

public sealed class PrometheusFilesTests
{
    private const string Head = """
        apiVersion: aistack/v1
        name: metrics
        components:
          vllm:
            kind: vllm
            models:
              chat: { model_path: Qwen/Qwen2-1.5B-Instruct, model_type: chat, replicas: 2 }
              embed: { model_path: BAAI/bge-m3, model_type: embedding }
          prometheus: { kind: prometheus }

        """;

    [Fact]
    public void Configuration_OfVllm_HasAJobForEachModelWithAllItsEnginesAndOneForTheRouter()
    {
        var file = Files(Head + "links: [{ from: prometheus, to: vllm, interval: 5s }]\n").First();

        Assert.Equal("/etc/prometheus/prometheus.yml", file.Path);
        Assert.Equal("""
            rule_files: [/etc/prometheus/rules.yml]
            scrape_configs:
              - job_name: vllm-chat
                scrape_interval: 5s
                metrics_path: /metrics
                static_configs:
                  - targets:
                      - vllm/chat:http-0
                      - vllm/chat:http-1
                    labels:
                      namespace: vllm
              - job_name: vllm-embed
                scrape_interval: 5s
                metrics_path: /metrics
                static_configs:
                  - targets:
                      - vllm/embed:http-0
                    labels:
                      namespace: vllm
              - job_name: vllm-router
                scrape_interval: 5s
                metrics_path: /metrics
                static_configs:
                  - targets:
                      - vllm:http
                    labels:
                      namespace: vllm

            """, Text(file), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Configuration_WithoutLinks_ScrapesNothing() => Assert.Equal("scrape_configs: []\n", Text(Assert.Single(Files(Head))));

    [Fact]
    public void Configuration_OfQdrantWithAKey_ReadsItFromAFileOfItsOwn()
    {
        var files = Files("""
            apiVersion: aistack/v1
            name: metrics
            components:
              qdrant: { kind: qdrant, api_key: { secret: vectors } }
              prometheus: { kind: prometheus }
            links: [{ from: prometheus, to: qdrant }]
            """).ToList();

        Assert.Equal("""
            rule_files: [/etc/prometheus/rules.yml]
            scrape_configs:
              - job_name: qdrant
                scrape_interval: 30s
                metrics_path: /metrics
                authorization:
                  type: Bearer
                  credentials_file: /etc/prometheus/qdrant.key
                static_configs:
                  - targets:
                      - qdrant:http
                    labels:
                      namespace: qdrant

            """, Text(files[0]), ignoreLineEndingDifferences: true);
        Assert.False(files[0].Content.HasSecret);
        Assert.Equal("/etc/prometheus/qdrant.key", files[2].Path);
        Assert.Equal(new SecretPart(new("vectors", "api-key")), Assert.Single(files[2].Content.Parts));
        Assert.Equal(3, files.Count);
    }

    [Fact]
    public void Configuration_OfApisix_HasItsOwnPath()
    {
        var file = Files("""
            apiVersion: aistack/v1
            name: metrics
            components:
              apisix: { kind: apisix }
              prometheus: { kind: prometheus }
            links: [{ from: prometheus, to: apisix }]
            """).First();

        Assert.Contains("metrics_path: /apisix/prometheus/metrics\n", Text(file), StringComparison.Ordinal);
    }

    // «a» with «b-c» and «a-b» with «c» are both «a-b-c» in the cluster, in two namespaces.
    [Fact]
    public void Configuration_OfTwoTargetsWithOneJob_NamesTheJobsApartAndKeepsTheLabel()
    {
        var text = Text(Files("""
            apiVersion: aistack/v1
            name: metrics
            components:
              a: { kind: vllm, models: { b-c: { model_path: org/one, model_type: chat } } }
              a-b: { kind: vllm, namespace: other, models: { c: { model_path: org/two, model_type: chat } } }
              prometheus: { kind: prometheus }
            links: [{ from: prometheus, to: a }, { from: prometheus, to: a-b }]
            """).First());

        var jobs = text.Split('\n').Where(line => line.Contains("job_name:", StringComparison.Ordinal)).ToList();
        Assert.Equal(4, jobs.Distinct().Count());
        Assert.Contains("  - job_name: a-b-c-a-b-2\n", text, StringComparison.Ordinal);
        Assert.Contains("        labels:\n          namespace: other\n          job: a-b-c\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_OfALaptop_AreAcceptedByPromtool()
    {
        using var promtool = new Promtool();
        foreach (var file in Files(Head + "links: [{ from: prometheus, to: vllm }]\n"))
        {
            await promtool.WriteAsync(Path.GetFileName(file.Path), file.Content.Evaluate(_ => "host:80").Replace("/etc/prometheus/", "", StringComparison.Ordinal));
        }

        await promtool.RunAsync("check", "config", "prometheus.yml");
    }

    [Fact]
    public void Rules_OfALaptop_AreAboutWhatIsThereAndAskNoCluster()
    {
        var rules = Text(Files("""
            apiVersion: aistack/v1
            name: metrics
            components:
              vllm: { kind: vllm, models: { chat: { model_path: Qwen/Qwen2-1.5B-Instruct, model_type: chat } } }
              apisix: { kind: apisix }
              postgres: { kind: cnpg }
              keda: { kind: keda }
              prometheus: { kind: prometheus }
            links:
              - { from: keda, to: vllm/chat }
              - { from: prometheus, to: vllm }
              - { from: prometheus, to: apisix }
              - { from: prometheus, to: keda }
            """).Single(file => file.Path == PrometheusFiles.Rules));

        Assert.Contains("alert: ModelDown\n", rules, StringComparison.Ordinal);
        Assert.Contains("alert: GatewayDown\n", rules, StringComparison.Ordinal);
        Assert.All((string[])["AutoscalerDown", "CertificateExpires", "PostgresDown", "kubectl"], absent => Assert.DoesNotContain(absent, rules, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true, "vllm/chat:http-0 vllm/chat:http-1 vllm/chat:http-2 vllm/chat:http-3")]
    [InlineData(false, "vllm/chat:http-0 vllm/chat:http-1")]
    public void Configuration_OfAScaledModel_HasTheEnginesThatMayBeStartedWhereSomethingStartsThem(bool isScaled, string targets)
    {
        var yaml = Head.Replace("prometheus: { kind: prometheus }", "prometheus: { kind: prometheus }\n  keda: { kind: keda }", StringComparison.Ordinal)
            + "links: [{ from: prometheus, to: vllm }, { from: keda, to: vllm/chat, keda_maxreplicacount: 4 }]\n";

        var configuration = Text(Files(yaml, isScaled).First());

        Assert.Equal(targets, string.Join(' ', configuration.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("- vllm/chat:", StringComparison.Ordinal)).Select(line => line[2..])));
    }

    // Addresses are written as «component:endpoint» here; tests of the resources see real ones.
    private static string Text(ConfigurationFile file) => file.Content.Evaluate(part => part switch
    {
        EndpointPart { Property: EndpointProperty.HostAndPort } endpoint => $"{endpoint.Component}:{endpoint.Endpoint}",
        _ => throw new NotSupportedException($"{part}"),
    });

    private static IEnumerable<ConfigurationFile> Files(string yaml, bool isScaled = true)
    {
        var reading = new StackReader(ComponentCatalog.Schema).Read(yaml, "stack.yaml");
        Assert.Empty(reading.Problems);
        return PrometheusFiles.For(reading.Stack!, reading.Stack!.Find("prometheus")!, isScaled);
    }
}
