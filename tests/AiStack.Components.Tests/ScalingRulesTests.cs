using AiStack.Core.Checks;

namespace AiStack.Components.Tests;

/// <summary>What the checks of models, GPUs and scaling let pass; what they do not is the corpus.</summary>
public sealed class ScalingRulesTests
{
    [Theory]
    [InlineData("model_path: Qwen/Qwen2-1.5B-Instruct, model_type: chat, max_model_len: 32768")]
    // Ways that make an otherwise wrong value right.
    [InlineData("model_path: Qwen/Qwen2-1.5B-Instruct, model_type: chat, max_model_len: 65536, extra_args: [\"--hf-overrides\", \"{}\"]")]
    [InlineData("model_path: Qwen/Qwen2-1.5B-Instruct, model_type: embedding, extra_args: [\"--convert\", embed]")]
    [InlineData("model_path: BAAI/bge-m3, model_type: embedding, vector_size: 1024")]
    [InlineData("model_path: org/unknown, model_type: chat, max_model_len: 1000000")]
    // Flags that look like, but are none of those that a property sets.
    [InlineData("model_path: org/unknown, model_type: chat, extra_args: [\"--max-model-length-of-others\", \"--enable-prefix-caching\"]")]
    [InlineData("model_path: Qwen/Qwen2-1.5B-Instruct, model_type: chat, max_model_len: 4096, mem_request: 16Gi")]
    public void Model_ThatIsRight_HasNoProblem(string model) => Assert.Empty(Problems($$"""
        apiVersion: aistack/v1
        name: right
        components:
          vllm: { kind: vllm, models: { chat: { {{model}} } } }
        """));

    [Theory]
    [InlineData("scale_threshold: 2.5")]
    [InlineData("keda_minreplicacount: 0, cooldown_period: 2h, activation_threshold: 1")]
    [InlineData("scale_metric: 'vllm:kv_cache_usage_perc', scale_threshold: 0.99")]
    [InlineData("scale_metric: 'vllm:num_requests_running', scale_threshold: 100")]
    [InlineData("keda_minreplicacount: 3, keda_maxreplicacount: 3")]
    public void Scaling_ThatWorks_HasNoProblem(string options) => Assert.Empty(Problems($$"""
        apiVersion: aistack/v1
        name: right
        components:
          vllm: { kind: vllm, models: { chat: { model_path: Qwen/Qwen2-1.5B-Instruct, model_type: chat, replicas: 3 } } }
          prometheus: { kind: prometheus }
          keda: { kind: keda }
        links:
          - { from: prometheus, to: vllm }
          - { from: keda, to: vllm/chat, {{options}} }
        """));

    [Theory]
    [InlineData("kind: nodepool, provider: karpenter-aws, instance_types: [g6.xlarge], gpu_name: NVIDIA-L4, gpus_per_node: 1", 1, "max_model_len: 4096")]
    [InlineData("kind: nodepool, gpu_memory: 80Gi", 1, "max_model_len: 32768")]
    [InlineData("kind: nodepool, instance_types: g6.12xlarge", 4, "tensor_parallel: 2")]
    // Nothing is known of its nodes, so nothing is said.
    [InlineData("kind: nodepool, provider: gke, pool: gpus", 8, "max_model_len: 4096, tensor_parallel: 1")]
    public void Model_ThatFitsItsNodes_HasNoProblem(string pool, int gpus, string model) => Assert.Empty(Problems($$"""
        apiVersion: aistack/v1
        name: right
        components:
          nodes: { {{pool}} }
          vllm: { kind: vllm, nodepool: nodes, gpu_request: {{gpus}}, models: { chat: { model_path: Qwen/Qwen2-1.5B-Instruct, model_type: chat, {{model}} } } }
        """));

    [Fact]
    public void ExistingPool_OnANamedCloud_HasNoProblem() => Assert.Empty(Problems("""
        apiVersion: aistack/v1
        name: right
        cloud: gke
        components:
          vllm: { kind: vllm, nodepool: gpu-l4, gpu_request: 1, models: { chat: { model_path: Qwen/Qwen2-1.5B-Instruct, model_type: chat } } }
        """));

    [Fact]
    public void KvAwareRouting_WithLmCache_HasNoProblem() => Assert.Empty(Problems("""
        apiVersion: aistack/v1
        name: right
        components:
          vllm:
            kind: vllm
            routing: kvaware
            models:
              chat: { model_path: org/unknown, model_type: chat, extra_args: ["--kv-transfer-config", '{"kv_connector":"LMCacheConnectorV1","kv_role":"kv_both"}'] }
        """));

    [Fact]
    public void SecretAmongTheArguments_IsNotRepeated() =>
        Assert.DoesNotContain("sk-live", Assert.Single(Problems("""
            apiVersion: aistack/v1
            name: wrong
            components:
              vllm: { kind: vllm, models: { chat: { model_path: org/unknown, model_type: chat, extra_args: ["--api_key=sk-live-8c1f"] } } }
            """)), StringComparison.Ordinal);

    private static IEnumerable<string> Problems(string yaml) =>
        new StackChecker(ComponentCatalog.Schema).Check(StackText.ReadFile(yaml)).Select(problem => problem.ToString());
}
