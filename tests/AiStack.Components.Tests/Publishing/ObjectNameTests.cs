using AiStack.Core.Checks;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Components.Tests.Publishing;

/// <summary>Names of components are DNS labels, which not every object that is named after them may have.</summary>
public sealed class ObjectNameTests
{
    private const string Long = "a-name-of-fifty-four-characters-which-is-a-good-label-x";

    [Theory]
    [InlineData($"{Long}: {{ kind: qdrant }}")]
    [InlineData($"{Long}: {{ kind: redis }}")]
    [InlineData($"{Long}: {{ kind: open-webui, pipelines_enabled: true }}")]
    [InlineData("2nd: { kind: redis }")]
    public void Publish_NameThatKubernetesRefuses_IsOneProblem(string component)
    {
        var problem = Assert.Single(Problems(component), problem => problem.Kind == StructureProblems.DerivedName);

        Assert.Contains("Kubernetes refuses", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData($"{Long}: {{ kind: open-webui }}")]
    [InlineData($"{Long}: {{ kind: langflow }}")]
    public void Publish_LongNameOfADeployment_IsNoProblem(string component) => Assert.DoesNotContain(Problems(component), problem => problem.Kind == StructureProblems.DerivedName);

    private static IReadOnlyList<Core.Problems.Problem> Problems(string component) =>
        StackPublication.Of(StackText.ReadFile($"apiVersion: aistack/v1\nname: a\ncomponents: {{ {component} }}\n"), ComponentCatalog.Modules).Problems;
}
