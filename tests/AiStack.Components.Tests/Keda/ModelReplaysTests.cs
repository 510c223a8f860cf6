using AiStack.Autoscaling;
using AiStack.Autoscaling.Replay;
using AiStack.Components.Keda;
using AiStack.Components.Vllm.Capacity;

namespace AiStack.Components.Tests.Keda;

/// <summary>What a stack says about scaling, as the arithmetic and a replay take it.</summary>
public sealed class ModelReplaysTests
{
    private const string Yaml = """
        apiVersion: aistack/v1
        name: scaled
        components:
          gpus: { kind: nodepool, provider: gke, gpu_name: l4, gpus_per_node: 4, price_per_hour: 6 }
          vllm:
            kind: vllm
            nodepool: gpus
            gpu_request: 2
            models:
              chat: { model_path: Qwen/Qwen2-1.5B-Instruct, model_type: chat, max_model_len: 4096, replicas: 2, extra_args: [--max-num-seqs, "64"] }
              embed: { model_path: BAAI/bge-m3, model_type: embedding }
          prometheus: { kind: prometheus }
          keda: { kind: keda }
        links:
          - { from: prometheus, to: vllm, interval: 45s }
          - { from: keda, to: vllm/chat, keda_minreplicacount: 0, keda_maxreplicacount: 4, scale_threshold: 2.5, polling_interval: 1500ms, cooldown_period: 2h }

        """;

    [Fact]
    public void RulesOf_ALink_AreWhatIsPublished()
    {
        var stack = StackText.ReadFile(Yaml);
        var rules = ModelScaling.RulesOf(stack, ModelScaling.LinkOf(stack, stack.Find("vllm/chat")!)!);

        Assert.Equal((0, 4, TimeSpan.FromSeconds(2), TimeSpan.FromHours(2), TimeSpan.FromHours(1)), (rules.MinReplicas, rules.MaxReplicas, rules.PollingInterval, rules.CooldownPeriod, rules.ScaleDown.StabilizationWindow));
        Assert.Equal(new(3, 1, FallbackBehavior.CurrentReplicas), rules.Fallback);
        Assert.Equal(
            ["sum(vllm:num_requests_waiting{job=\"vllm-chat\",namespace=\"vllm\"})", "max(rate(vllm:num_incoming_requests_total{job=\"vllm-router\",namespace=\"vllm\",model=\"Qwen/Qwen2-1.5B-Instruct\"}[3m]) > bool 0)"],
            rules.Triggers.Select(trigger => trigger.Query));
    }

    [Fact]
    public void Of_AStack_HasItsModelsWithPriceAndPlaces()
    {
        var stack = StackText.ReadFile(Yaml);
        var models = ModelReplays.Of(stack, new(), TimeSpan.FromMinutes(2));

        Assert.Equal(["vllm/chat", "vllm/embed"], models.Select(model => model.Name));
        Assert.Equal((64, 2, 2, 3.0), (models[0].Speed.MaxSequences, models[0].Replicas, models[0].Gpus, models[0].PricePerHour));
        Assert.Equal([TriggerSource.Waiting, TriggerSource.Requests], models[0].Sources);
        Assert.Equal((TimeSpan.FromSeconds(45), TimeSpan.FromMinutes(3)), (models[0].ScrapeInterval, models[0].RateWindow));
        Assert.Equal((true, null), (models[1].AnswersWithVectors, models[1].Rules));
    }

    // 28 layers, 2 heads of 128 over two GPUs, 16 bits: 14 KiB a token on each. 24 GB × 0.9 without 1.5 GiB of weights and what a step computes leave about 17 GiB.
    [Fact]
    public void KvCacheTokens_OnAKnownGpu_AreWhatMemoryLeaves()
    {
        var stack = StackText.ReadFile(Yaml);

        Assert.InRange(EngineCapacity.KvCacheTokens(stack, stack.Find("vllm/chat")!)!.Value, 1_000_000, 1_400_000);
        Assert.Null(EngineCapacity.KvCacheTokens(stack, stack.Find("vllm/embed")!));
    }

    [Theory]
    [InlineData("vllm:num_requests_running", TriggerSource.Running)]
    [InlineData("vllm:kv_cache_usage_perc", TriggerSource.KvCacheUsage)]
    [InlineData("vllm:generation_tokens_total", TriggerSource.Counter)]
    public void Sources_OfAMetric_AreWhatAReplayKnows(string metric, TriggerSource source)
    {
        var text = Yaml.Replace("scale_threshold: 2.5", $"scale_threshold: 0.5, scale_metric: \"{metric}\"", StringComparison.Ordinal);

        Assert.Equal(source, ModelReplays.Of(StackText.ReadFile(text), new(), default)[0].Sources[0]);
        Assert.Equal(TriggerSource.Missing, ModelReplays.Of(StackText.ReadFile(text.Replace("  - { from: prometheus, to: vllm, interval: 45s }\n", "", StringComparison.Ordinal)), new(), default)[0].Sources[0]);
    }
}
