using AiStack.Kubernetes.Validation.Reading;

namespace AiStack.Kubernetes.Tests.Validation;

public sealed class KubernetesYamlReaderTests
{
    [Theory]
    [InlineData("yes", "true")]
    [InlineData("off", "false")]
    [InlineData("'yes'", "\"yes\"")]
    [InlineData("~", null)]
    [InlineData("", null)]
    [InlineData("010", "8")]
    [InlineData("0o10", "8")]
    [InlineData("0x1F", "31")]
    [InlineData("1_000", "1000")]
    [InlineData("-5", "-5")]
    [InlineData("1.50", "1.5")]
    [InlineData("1e3", "1000")]
    [InlineData("12:30", "\"12:30\"")]
    [InlineData("2026-01-31", "\"2026-01-31\"")]
    [InlineData("500m", "\"500m\"")]
    [InlineData("1.2.3", "\"1.2.3\"")]
    [InlineData("09", "9")]
    [InlineData("!!str 5", "\"5\"")]
    [InlineData("{<<: {a: 1, b: 2}, a: 3}", "{\"a\":3,\"b\":2}")]
    [InlineData("{5: a, true: b}", "{\"5\":\"a\",\"true\":\"b\"}")]
    public void Scalar_Plain_IsTypedAsKubectlTypesIt(string yaml, string? json)
    {
        var (documents, finding) = KubernetesYamlReader.Read($"a: {yaml}\n");

        Assert.Null(finding);
        Assert.Equal(json, documents[0].Root!["a"]?.ToJsonString());
    }

    [Fact]
    public void Documents_Several_AreReadWithTheirLinesAndWithoutTheEmptyOnes()
    {
        var (documents, finding) = KubernetesYamlReader.Read("# note\n---\na: 1\n---\n# nothing\n---\nb:\n  c:\n  - d\n");

        Assert.Null(finding);
        Assert.Equal([3, 7], documents.Select(document => document.Line));
        var root = documents[1].Root!;
        Assert.Equal(8, documents[1].LineOf(root, AiStack.Kubernetes.Validation.ObjectPath.Root["b"]["c"]));
        Assert.Equal(9, documents[1].LineOf(root, AiStack.Kubernetes.Validation.ObjectPath.Root["b"]["c"][0]));
        Assert.Equal(7, documents[1].LineOf(root, AiStack.Kubernetes.Validation.ObjectPath.Root["b"]["missing"]));
    }

    [Theory]
    [InlineData("a: 1\nb: 2\na: 3\n", 3, "The key 'a' stands twice in the same mapping.")]
    [InlineData("a: *b\n", 1, "The alias '*b' has no anchor above it.")]
    [InlineData("a: .inf\n", 1, "'.inf' is a number that JSON does not have; put quotes around it if text is meant.")]
    [InlineData("a: !Ref b\n", 1, "The tag '!Ref' means nothing to Kubernetes; write the value itself.")]
    [InlineData("[a]: b\n", 1, "A key has to be text.")]
    public void Text_ThatKubectlRefuses_IsAFindingWithItsLine(string yaml, int line, string message) =>
        Assert.Equal(new SyntaxFinding(line, message), KubernetesYamlReader.Read(yaml).Finding);

    [Theory]
    [InlineData("a: [\n")]
    [InlineData("a: \"b\n")]
    [InlineData("a: b: c\n")]
    [InlineData("a: &x [*x]\n")]
    public void Text_ThatIsNoYaml_IsAFinding(string yaml) => Assert.NotNull(KubernetesYamlReader.Read(yaml).Finding);

    [Fact]
    public void Aliases_OfAliases_EndInAFinding()
    {
        var yaml = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + string.Concat(Enumerable.Range(1, 9).Select(i => $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n"));

        Assert.Equal("The file has too many values.", KubernetesYamlReader.Read(yaml).Finding?.Message);
    }
}
