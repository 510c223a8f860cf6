using AiStack.Components.Prometheus;
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
        var file = Assert.Single(Files(Head + "links: [{ from: prometheus, to: vllm, interval: 5s }]\n"));

        Assert.Equal("/etc/prometheus/prometheus.yml", file.Path);
        Assert.Equal("""
            scrape_configs:
              - job_name: vllm-chat
                scrape_interval: 5s
                metrics_path: /metrics
                static_configs:
                  - targets:
                      - vllm/chat:http-0
                      - vllm/chat:http-1
              - job_name: vllm-embed
                scrape_interval: 5s
                metrics_path: /metrics
                static_configs:
                  - targets:
                      - vllm/embed:http-0
              - job_name: vllm-router
                scrape_interval: 5s
                metrics_path: /metrics
                static_configs:
                  - targets:
                      - vllm:http

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

            """, Text(files[0]), ignoreLineEndingDifferences: true);
        Assert.False(files[0].Content.HasSecret);
        Assert.Equal("/etc/prometheus/qdrant.key", files[1].Path);
        Assert.Equal(new SecretPart(new("vectors", "api-key")), Assert.Single(files[1].Content.Parts));
        Assert.Equal(2, files.Count);
    }

    [Fact]
    public void Configuration_OfApisix_HasItsOwnPath()
    {
        var file = Assert.Single(Files("""
            apiVersion: aistack/v1
            name: metrics
            components:
              apisix: { kind: apisix }
              prometheus: { kind: prometheus }
            links: [{ from: prometheus, to: apisix }]
            """));

        Assert.Contains("metrics_path: /apisix/prometheus/metrics\n", Text(file), StringComparison.Ordinal);
    }

    // «a» with «b-c» and «a-b» with «c» are both «a-b-c» in the cluster, in two namespaces.
    [Fact]
    public void Configuration_OfTwoTargetsWithOneJob_NamesTheJobsApartAndKeepsTheLabel()
    {
        var text = Text(Assert.Single(Files("""
            apiVersion: aistack/v1
            name: metrics
            components:
              a: { kind: vllm, models: { b-c: { model_path: org/one, model_type: chat } } }
              a-b: { kind: vllm, namespace: other, models: { c: { model_path: org/two, model_type: chat } } }
              prometheus: { kind: prometheus }
            links: [{ from: prometheus, to: a }, { from: prometheus, to: a-b }]
            """)));

        var jobs = text.Split('\n').Where(line => line.Contains("job_name:", StringComparison.Ordinal)).ToList();
        Assert.Equal(4, jobs.Distinct().Count());
        Assert.Contains("  - job_name: a-b-c-a-b-2\n", text, StringComparison.Ordinal);
        Assert.Contains("        labels:\n          job: a-b-c\n", text, StringComparison.Ordinal);
    }

    // Addresses are written as «component:endpoint» here; tests of the resources see real ones.
    private static string Text(ConfigurationFile file) => file.Content.Evaluate(part => part switch
    {
        EndpointPart { Property: EndpointProperty.HostAndPort } endpoint => $"{endpoint.Component}:{endpoint.Endpoint}",
        _ => throw new NotSupportedException($"{part}"),
    });

    private static IEnumerable<ConfigurationFile> Files(string yaml)
    {
        var reading = new StackReader(ComponentCatalog.Schema).Read(yaml, "stack.yaml");
        Assert.Empty(reading.Problems);
        return PrometheusFiles.For(reading.Stack!, reading.Stack!.Find("prometheus")!);
    }
}
