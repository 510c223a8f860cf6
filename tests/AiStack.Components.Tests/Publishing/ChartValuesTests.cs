using System.Text.Json.Nodes;
using AiStack.Kubernetes.Formats.Helm;
using AiStack.Tests;

namespace AiStack.Components.Tests.Publishing;

/// <summary>What charts let their users set, and what they keep from them since the component would not bear it.</summary>
public sealed class ChartValuesTests
{
    private const string Langflow = "langflow: { kind: langflow, storage: { size: 1Gi, access_mode: ReadWriteMany } }, redis: { kind: redis }, pg: { kind: cnpg, databases: { langflow: {} } }";
    private const string Model = "qwen2-chat: { model_path: Qwen/Qwen2-1.5B-Instruct, model_type: chat, max_model_len: 4096";
    private const string Scaled = "prometheus: { kind: prometheus, address: 'http://prometheus.example.com' }, keda: { kind: keda } }\nlinks:\n  - { from: prometheus, to: vllm }\n  - { from: keda, to: vllm/qwen2-chat, scale_metric: 'vllm:num_requests_waiting', scale_threshold: 5";

    [Theory]
    [InlineData("components: { redis: { kind: redis } }", "")]
    [InlineData("components: { apisix: { kind: apisix, dashboard: true } }\ndomain: example.com", "")]
    [InlineData("components: { chat: { kind: open-webui, pipelines_enabled: true, storage: { size: 1Gi, access_mode: ReadWriteMany } } }", "")]
    [InlineData("components: { langflow: { kind: langflow } }", "")]
    [InlineData($"components: {{ {Langflow} }}\nlinks: [ {{ from: langflow, to: pg/langflow }} ]", "pg")]
    [InlineData($"components: {{ {Langflow} }}\nlinks: [ {{ from: langflow, to: redis }} ]", "pg")]
    [InlineData($"components: {{ {Langflow} }}\nlinks: [ {{ from: langflow, to: redis }}, {{ from: langflow, to: pg/langflow }} ]", "langflow, pg")]
    [InlineData("components: { qdrant: { kind: qdrant } }", "qdrant")]
    [InlineData($"components: {{ vllm: {{ kind: vllm, models: {{ {Model} }} }} }} }}", "vllmQwen2Chat, vllmRouter")]
    [InlineData($"components: {{ vllm: {{ kind: vllm, models: {{ {Model}, storage: 20Gi }} }} }} }}", "vllmRouter")]
    [InlineData($"serving: deployment\ncomponents: {{ vllm: {{ kind: vllm, models: {{ {Model}, storage: 20Gi }} }} }} }}", "vllmRouter")]
    [InlineData($"components: {{ vllm: {{ kind: vllm, routing: kvaware, models: {{ {Model} }} }} }} }}", "vllmQwen2Chat")]
    public void Replicas_OfWhatCannotHaveTwo_AreNoValue(string stack, string values) => Assert.Equal(values, string.Join(", ", KeysOf(stack, "replicas")));

    [Fact]
    public void Scaling_OfAModelOnADiskOfOneNode_IsBetweenNoneAndOne()
    {
        using var files = Chart($"components: {{ vllm: {{ kind: vllm, models: {{ {Model}, storage: 20Gi }} }} }}, {Scaled}, keda_minreplicacount: 0, keda_maxreplicacount: 1 }}");

        Render(files, "scaling.vllmQwen2ChatScaler.min=1");
        Refuses(files, "scaling.vllmQwen2ChatScaler.min=2");
        Refuses(files, "scaling.vllmQwen2ChatScaler.max=2");
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(3, 1)]
    public void Replicas_OfQdrant_AreWhatTheJobOfItsCollectionsWaitsFor(int published, int set)
    {
        using var files = Chart($"components: {{ qdrant: {{ kind: qdrant, replicas: {published}, collections: {{ documents: {{ vector_size: 8 }} }} }} }}");

        var (unset, now) = (Render(files), Render(files, $"replicas.qdrant={set}"));

        Assert.Equal($"{set}", $"{now["apps/v1 StatefulSet qdrant/qdrant"]["spec"]!["replicas"]}");
        Assert.Equal([$"{published}"], ServersIn(unset));
        Assert.Equal([$"{set}"], ServersIn(now));
        Assert.DoesNotContain(Assert.Single(JobsIn(unset)).Key, now.Keys);

        static List<KeyValuePair<string, JsonObject>> JobsIn(SortedDictionary<string, JsonObject> objects) => [.. objects.Where(made => $"{made.Value["kind"]}" == "Job")];
        static IEnumerable<string> ServersIn(SortedDictionary<string, JsonObject> objects) =>
            JobsIn(objects).Select(job => (string)job.Value["spec"]!["template"]!["spec"]!["containers"]![0]!["env"]!.AsArray().Single(variable => (string?)variable!["name"] == "PEERS")!["value"]!);
    }

    [Theory]
    [InlineData("components: { qdrant: { kind: qdrant } }", "qdrant-peers")]
    [InlineData("components: { pg: { kind: cnpg } }", "pg-peers")]
    public void Replicas_OfASingleServer_MayBeRaisedSinceItsPeersMayReachIt(string stack, string policy) =>
        Assert.Contains(StackText.Publish(stack).Objects, made => made.Kind == "NetworkPolicy" && made.Name.StartsWith(policy, StringComparison.Ordinal));

    // Longer than what a pattern can tell from a multiple of 1024.
    [Fact]
    public void Quantity_PublishedLongerThanAChartTakes_IsTakenAsPublished()
    {
        using var files = Chart($"components: {{ vllm: {{ kind: vllm, models: {{ {Model}, storage: 250001Mi }} }} }} }}");

        Render(files);
        Render(files, "storage.vllmQwen2Chat.size=250Gi");
        Refuses(files, "storage.vllmQwen2Chat.size=250002Mi");
        Refuses(files, "resources.vllmRouter.memory=2048Mi");
    }

    // The operator does not compare the name of the token's Secret.
    [Fact]
    public void Secret_OfTheHuggingFaceToken_RollsEnginesOut()
    {
        using var files = Chart($"components: {{ vllm: {{ kind: vllm, huggingface: {{ secret: hf-token }}, models: {{ {Model} }} }} }} }}");
        string AnnotationOf(params string[] values) => (string)Render(files, values).Single(made => $"{made.Value["kind"]}" == "VLLMRuntime").Value["spec"]!["deploymentConfig"]!["podAnnotations"]!["aistack/configuration"]!;

        Assert.NotEqual(AnnotationOf(), AnnotationOf("secrets.hfToken=other"));
        Assert.Equal(AnnotationOf(), AnnotationOf("replicas.vllmQwen2Chat=3"));
    }

    private static IEnumerable<string> KeysOf(string stack, string section) => new HelmChart(StackText.Publish(stack)).Values.Where(value => value.Section == section).Select(value => value.Key);

    private static WrittenFiles Chart(string stack) => new(HelmFormat.Of(StackText.Publish(stack)));

    private static SortedDictionary<string, JsonObject> Render(WrittenFiles chart, params string[] values) =>
        ObjectTexts.Read(ClusterProgram.Helm(chart.Directory, ["template", "test", ".", .. values.SelectMany(value => (string[])["--set", value])]));

    private static void Refuses(WrittenFiles chart, string value) =>
        Assert.Contains("values don't meet the specifications of the schema", Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Render(chart, value)).Message, StringComparison.Ordinal);
}
