using System.Text.Json.Nodes;
using AiStack.Kubernetes.Validation;

namespace AiStack.Kubernetes.Tests.Validation;

public sealed class MetadataTests : IDisposable
{
    private readonly SchemaFolder _folder = new SchemaFolder().WithThing("{ type: object, properties: { a: { type: string } } }");

    [Theory]
    [InlineData("{}", "metadata: The field 'name' is missing.")]
    [InlineData("{ name: One }", "metadata.name: 'One' is not allowed: lower-case letters, digits, '-' and '.', with a letter or digit at both ends of each part.")]
    [InlineData("{ name: 5 }", "metadata.name: A name is text, not 5; put quotes around it.")]
    [InlineData("{ name: one, namespace: a.b }", "metadata.namespace: 'a.b' is not allowed: lower-case letters, digits and '-', with a letter or digit at both ends.")]
    [InlineData("{ name: one, label: {} }", "metadata.label: There is no field 'label' here. Did you mean 'labels'?")]
    [InlineData("{ name: one, labels: { a: 5 } }", "metadata.labels.a: Values of labels are texts, not 5; put quotes around it.")]
    [InlineData("{ name: one, labels: { a: 'b c' } }", "metadata.labels.a: 'b c' is not allowed: letters, digits, '-', '_' and '.', with a letter or digit at both ends.")]
    [InlineData("{ name: one, labels: { -a: b } }", "metadata.labels.-a: '-a' is not allowed: letters, digits, '-', '_' and '.', with a letter or digit at both ends.")]
    [InlineData("{ name: one, annotations: { A.b/c/d: b } }", "metadata.annotations['A.b/c/d']: 'c/d' is not allowed: letters, digits, '-', '_' and '.', with a letter or digit at both ends.")]
    [InlineData("{ name: one, annotations: [a] }", "metadata.annotations: 'annotations' is a mapping of texts, not a list.")]
    public void Metadata_AgainstItsRules_IsTheOneFinding(string metadata, string finding) =>
        Assert.Equal(finding, Assert.Single(Validate($"apiVersion: test.dev/v1\nkind: Thing\nmetadata: {metadata}")).ToString());

    [Fact]
    public void Name_TooLong_IsFound() =>
        Assert.StartsWith($"metadata.name: '{new string('a', 60)}…' is too long: 254 characters", Assert.Single(Validate($"apiVersion: test.dev/v1\nkind: Thing\nmetadata: {{ name: {new string('a', 254)} }}")).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Annotations_TooLarge_AreFound()
    {
        var thing = Manifest.Thing("{}");
        thing["metadata"]!["annotations"] = new JsonObject { ["a"] = new string('x', 256 * 1024) };

        Assert.Equal("metadata.annotations: Annotations take 262145 bytes; all together may take 262144.", Assert.Single(new ObjectValidator(_folder.Load()).Validate(thing)).ToString());
    }

    [Fact]
    public void Version_NotServed_IsFoundWithTheServedOnes() =>
        Assert.Equal("Thing is not served in version 'test.dev/v1beta1'. Served: test.dev/v1.", Assert.Single(Validate("apiVersion: test.dev/v1beta1\nkind: Thing\nmetadata: { name: one }")).ToString());

    [Fact]
    public void Kind_WithoutSchema_IsFoundUnlessIgnored()
    {
        var other = Manifest.Parse("apiVersion: other.dev/v1\nkind: Other\nmetadata: { name: one }");

        Assert.StartsWith("There is no schema of Other in 'other.dev/v1'.", Assert.Single(new ObjectValidator(_folder.Load()).Validate(other)).Message, StringComparison.Ordinal);
        Assert.Empty(new ObjectValidator(_folder.Load()) { IgnoresMissingSchemas = true }.Validate(other));
    }

    [Fact]
    public void Namespace_Missing_IsFoundWhereOneIsRequired()
    {
        var thing = Manifest.Parse("apiVersion: test.dev/v1\nkind: Thing\nmetadata: { name: one }");

        Assert.Empty(new ObjectValidator(_folder.Load()).Validate(thing));
        Assert.StartsWith("'namespace' is missing", Assert.Single(new ObjectValidator(_folder.Load()) { RequiresNamespace = true }.Validate(thing)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Object_WithoutKind_IsFound() =>
        Assert.Equal("'kind' is missing; the API server tells by it what the object is.", Assert.Single(Validate("apiVersion: test.dev/v1\nmetadata: { name: one }")).ToString());

    public void Dispose() => _folder.Dispose();

    private IReadOnlyList<ObjectFinding> Validate(string yaml) => new ObjectValidator(_folder.Load()).Validate(Manifest.Parse(yaml));
}
