using System.Text.Json.Nodes;
using AiStack.Kubernetes.Validation.Reading;

namespace AiStack.Kubernetes.Tests.Validation;

/// <summary>Objects as tests write them.</summary>
internal static class Manifest
{
    /// <summary>The object of one YAML document.</summary>
    public static JsonObject Parse(string yaml)
    {
        var (documents, finding) = KubernetesYamlReader.Read(yaml);
        Assert.Null(finding);
        return (JsonObject)Assert.Single(documents).Root!;
    }

    /// <summary>A <c>Thing</c> with a spec.</summary>
    public static JsonObject Thing(string spec) => Parse($"apiVersion: test.dev/v1\nkind: Thing\nmetadata: {{ name: one, namespace: chat }}\nspec: {spec}\n");
}
