using System.Text.Json.Nodes;
using AiStack.Kubernetes.Yaml;
using FsCheck.Xunit;
using YamlDotNet.Serialization;

namespace AiStack.Kubernetes.Tests.Yaml;

public sealed class KubernetesYamlTests
{
    [Theory]
    [InlineData("yes")]
    [InlineData("Off")]
    [InlineData("y")]
    [InlineData("null")]
    [InlineData("~")]
    [InlineData("0777")]
    [InlineData("1_000")]
    [InlineData("12:30")]
    [InlineData("2026-01-01")]
    [InlineData("1e3")]
    [InlineData("0x1F")]
    [InlineData(".5")]
    [InlineData(".inf")]
    [InlineData("1")]
    [InlineData("")]
    [InlineData(" a")]
    [InlineData("a: b")]
    [InlineData("a #b")]
    [InlineData("- a")]
    [InlineData("{{ x }}")]
    [InlineData("@a")]
    [InlineData("<<")]
    [InlineData("=")]
    public void Write_TextThatSomeYamlTakesForAnotherThing_IsQuoted(string text) =>
        Assert.Matches("^a: ['\"]", KubernetesYaml.Write(new JsonObject { ["a"] = text }));

    [Theory]
    [InlineData("500m")]
    [InlineData("10Gi")]
    [InlineData("docker.io/library/redis:8.6")]
    [InlineData("http://qdrant.qdrant.svc:6333")]
    [InlineData("--save")]
    [InlineData("$(REDIS_PASSWORD)")]
    [InlineData("sum(vllm:num_requests_waiting)")]
    public void Write_OrdinaryText_StandsWithoutQuotes(string text) => Assert.Equal($"a: {text}\n", KubernetesYaml.Write(new JsonObject { ["a"] = text }));

    [Fact]
    public void Write_NestedListsAndMappings_AreWrittenAsKubectlDoes() => Assert.Equal(
        "a:\n- b: 1\n  c:\n  - d\n- - e\n  - f\ng: {}\nh: []\n",
        KubernetesYaml.Write(new JsonObject
        {
            ["a"] = new JsonArray(new JsonObject { ["b"] = 1, ["c"] = new JsonArray("d"), ["x"] = null }, new JsonArray("e", "f")),
            ["g"] = new JsonObject(),
            ["h"] = new JsonArray(),
            ["i"] = null,
        }));

    [Property(MaxTest = 2_000)]
    public void Write_AnyTexts_ReadBackEqual(string?[] texts)
    {
        var written = texts.OfType<string>().Where(text => IsWritable(text) && !text.Contains('\n', StringComparison.Ordinal)).ToList();
        var yaml = KubernetesYaml.Write(new JsonObject { ["list"] = new JsonArray([.. written.Select(text => (JsonNode)text)]) });

        var read = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize<Dictionary<string, List<object?>>>(yaml);
        Assert.Equal(written, read["list"]);
    }

    [Fact]
    public void Write_Deployment_IsReadByTheKubernetesClient()
    {
        var deployment = Publishing.TestStack.Publish(Publishing.TestStack.Component("front", new() { Replicas = 2 })).Objects.Single(made => made.Kind == "Deployment");

        var read = k8s.KubernetesYaml.Deserialize<k8s.Models.V1Deployment>(KubernetesYaml.Write(deployment), strict: true);
        Assert.Equal(2, read.Spec.Replicas);
        Assert.True(read.Spec.Template.Spec.Containers[0].SecurityContext.ReadOnlyRootFilesystem);
    }

    // This reader takes a literal block for a number, too, which no other does; blocks are proved by their text alone.
    [Property(MaxTest = 500)]
    public void Write_TextsOfSeveralLines_ReadBackEqual(string?[] lines)
    {
        var text = string.Join('\n', lines.OfType<string>().Where(IsWritable)) + "\nend";

        var read = new DeserializerBuilder().Build().Deserialize<Dictionary<string, string>>(KubernetesYaml.Write(new JsonObject { ["text"] = text }));
        Assert.Equal(text, read["text"]);
    }

    // NUL and halves of surrogate pairs cannot be in any YAML file: writing them is an error of its own.
    private static bool IsWritable(string text) => !text.Contains('\0', StringComparison.Ordinal) && !text.Any(char.IsSurrogate);
}
