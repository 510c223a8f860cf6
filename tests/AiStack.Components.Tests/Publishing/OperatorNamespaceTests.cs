using AiStack.Kubernetes.Publishing;

namespace AiStack.Components.Tests.Publishing;

/// <summary>A stack closes its namespaces, but not the operators that live in them.</summary>
public sealed class OperatorNamespaceTests
{
    [Theory]
    [InlineData("name: monitoring\ncomponents: { prometheus: { kind: prometheus }, qdrant: { kind: qdrant } }\nlinks: [{ from: prometheus, to: qdrant }]", "what belongs to the stack as a whole is published there")]
    [InlineData("name: a\ncomponents: { prometheus: { kind: prometheus }, qdrant: { kind: qdrant, namespace: monitoring } }\nlinks: [{ from: prometheus, to: qdrant }]", "qdrant 'qdrant' is published there")]
    [InlineData("name: a\ncomponents: { db: { kind: cnpg, namespace: cnpg-system, databases: { app: {} } } }", "cnpg 'db' is published there")]
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
}
