using AiStack.Kubernetes.Validation;
using AiStack.Tests;

namespace AiStack.Components.Tests.Publishing;

/// <summary>Everything that scenarios and samples publish, against the schemas of the cluster it is meant for, down to the configuration of gateway plugins.</summary>
public sealed class SchemaTests
{
    private static readonly string s_shared = Path.Combine(SampleFiles.RepositoryRoot, "..", "shared");

    // Read once: half a second of schemas.
    private static readonly Lazy<ObjectValidator> s_validator = new(() =>
        new(SchemaSet.Load(Path.Combine(s_shared, "crds"), Path.Combine(s_shared, "apisix-plugin-schemas"))) { RequiresNamespace = true });

    public static TheoryData<string> Stacks => [.. PublishedStack.All];

    [Theory]
    [MemberData(nameof(Stacks))]
    public void Publish_EveryObject_IsValid(string stack)
    {
        if (!Directory.Exists(Path.Combine(s_shared, "crds")))
        {
            Requirement.IsMissing("The schemas (shared/crds) are kept beside the repository, not in it.");
        }

        Assert.All(PublishedStack.Publish(stack).Objects, made => Assert.Empty(s_validator.Value.Validate(made.ToJson()).Select(finding => $"{made}: {finding}")));
    }
}
