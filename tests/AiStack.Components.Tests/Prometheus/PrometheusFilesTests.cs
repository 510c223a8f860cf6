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
