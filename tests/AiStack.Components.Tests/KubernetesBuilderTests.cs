using AiStack.Components.Vllm;
using Aspire.Hosting;

namespace AiStack.Components.Tests;

/// <summary>What C# says of the cluster alone.</summary>
public sealed class KubernetesBuilderTests
{
    [Fact]
    public void Components_WithWhatOnlyTheClusterReads_AreTheStackOfTheFile()
    {
        using var builder = BuiltStack.Builder();
        builder.AddQdrant("qdrant").WithKubernetesNamespace("vectors").WithKubernetesLabel("team", "search").WithKubernetesAnnotation("example.com/owner", "ann");
        builder.AddOpenWebUi("open-webui").WithResources("2", "3Gi").WithKubernetesLabel("team", "chat").WithKubernetesLabel("team", "web").WithKubernetesLabel("tier", "front");
        builder.AddVllm("vllm").WithKubernetesNamespace("models").AddModel("chat", "org/chat", ModelType.Chat).WithParameterCount("7B").WithImage("example/vllm:1");
        builder.AddKubernetesTarget("test");

        Assert.Equal(
            StackText.Write(StackText.Read("""
                components:
                  qdrant: { kind: qdrant, namespace: vectors, labels: { team: search }, annotations: { example.com/owner: ann } }
                  open-webui: { kind: open-webui, cpu_request: 2, mem_request: 3Gi, labels: { team: web, tier: front } }
                  vllm:
                    kind: vllm
                    namespace: models
                    models:
                      chat: { model_path: org/chat, model_type: chat, parameters: 7B, image: "example/vllm:1" }
                """)),
            BuiltStack.Text(builder));
    }

    [Fact]
    public void WithKubernetesNamespace_OfAPart_IsRefused()
    {
        using var builder = BuiltStack.Builder();
        var chat = builder.AddVllm("vllm").AddModel("chat", "org/chat", ModelType.Chat);

        Assert.StartsWith("'chat' is no component of the stack, or a part of one", Assert.Throws<ArgumentException>(() => chat.WithKubernetesNamespace("models")).Message, StringComparison.Ordinal);
    }
}
