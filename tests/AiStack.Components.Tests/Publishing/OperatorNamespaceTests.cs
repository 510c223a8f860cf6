using AiStack.Kubernetes.Publishing;

namespace AiStack.Components.Tests.Publishing;

/// <summary>A stack closes its namespaces, but not the operators that live in them.</summary>
public sealed class OperatorNamespaceTests
{
    [Theory]
    [InlineData("name: monitoring\ncomponents: { prometheus: { kind: prometheus }, qdrant: { kind: qdrant } }\nlinks: [{ from: prometheus, to: qdrant }]", "what belongs to the stack as a whole is published there")]
    [InlineData("name: a\ncomponents: { prometheus: { kind: prometheus }, qdrant: { kind: qdrant, namespace: monitoring } }\nlinks: [{ from: prometheus, to: qdrant }]", "qdrant 'qdrant' is published there")]
    [InlineData("name: a\ncomponents: { db: { kind: cnpg, namespace: cnpg-system, databases: { app: {} } } }", "cnpg 'db' is published there")]
    [InlineData("name: a\ncomponents: { cache: { kind: redis, namespace: kube-system } }", "Kubernetes itself runs in the namespace 'kube-system', and redis 'cache' is published there")]
    [InlineData("name: default\ncomponents: { vllm: { kind: vllm, namespace: default, models: { m: { model_path: org/m, model_type: chat } } } }", "vllm 'vllm' is published there")]
    public void Publish_ComponentInAnOperatorsNamespace_ClosesOnlyTheStacksPods(string text, string message)
    {
        var publication = StackPublication.Of(StackText.ReadFile($"apiVersion: aistack/v1\n{text}\n"), ComponentCatalog.Modules);

        var problem = Assert.Single(publication.Problems);
        Assert.Equal(OutputProblems.SharedNamespace, problem.Kind);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.Empty(publication.Score.Unexplained);
        var space = Assert.Single(publication.Objects, made => made.Kind == "Namespace" && made.Annotations.ContainsKey("aistack/pod-security"));
        Assert.DoesNotContain("pod-security.kubernetes.io/enforce", space.Labels.Keys);
        Assert.All(publication.Objects.Where(made => made.Kind == "NetworkPolicy" && made.Namespace == space.Name),
            policy => Assert.Equal(publication.Stack.Spec.Name, policy.Spec!["podSelector"]!["matchLabels"]!["app.kubernetes.io/part-of"]!.GetValue<string>()));
    }

    [Fact]
    public void Publish_ModelsBesidePrometheus_LetsItScrapeThem()
    {
        var publication = StackPublication.Of(StackText.ReadFile("""
            apiVersion: aistack/v1
            name: a
            components:
              prometheus: { kind: prometheus, namespace: all }
              vllm: { kind: vllm, namespace: all, models: { chat: { model_path: org/chat, model_type: chat } } }
            links: [{ from: prometheus, to: vllm }]
            """), ComponentCatalog.Modules);

        // Engines and routers carry the stack's label, so they are closed, though their monitors know them by `app`.
        Assert.Equal(["prometheus-to-vllm-chat-ingress", "prometheus-to-vllm-router-ingress"],
            publication.Objects.Where(made => made is { Kind: "NetworkPolicy", Namespace: "all" } && made.Name.StartsWith("prometheus-", StringComparison.Ordinal)).Select(made => made.Name));
    }
}
