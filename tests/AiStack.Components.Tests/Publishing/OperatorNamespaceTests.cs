using AiStack.Kubernetes.Publishing;

namespace AiStack.Components.Tests.Publishing;

/// <summary>A stack closes its namespaces, so none of them may be an operator's.</summary>
public sealed class OperatorNamespaceTests
{
    [Theory]
    [InlineData("name: monitoring\ncomponents: { prometheus: { kind: prometheus }, qdrant: { kind: qdrant } }\nlinks: [{ from: prometheus, to: qdrant }]", "what belongs to the stack as a whole would be published there")]
    [InlineData("name: a\ncomponents: { prometheus: { kind: prometheus }, qdrant: { kind: qdrant, namespace: monitoring } }\nlinks: [{ from: prometheus, to: qdrant }]", "qdrant 'qdrant' would be published there")]
    [InlineData("name: a\ncomponents: { db: { kind: cnpg, namespace: cnpg-system, databases: { app: {} } } }", "cnpg 'db' would be published there")]
    public void Publish_ComponentInAnOperatorsNamespace_IsAnError(string text, string message)
    {
        var problems = StackPublication.Of(StackText.ReadFile($"apiVersion: aistack/v1\n{text}\n"), ComponentCatalog.Modules).Problems;

        Assert.Contains(problems, problem => problem.Kind == OutputProblems.ForeignNamespace && problem.Message.Contains(message, StringComparison.Ordinal));
    }
}
