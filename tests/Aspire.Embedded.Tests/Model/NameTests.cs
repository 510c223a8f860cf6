using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using FsCheck.Xunit;

namespace Aspire.Embedded.Tests.Model;

public sealed class NameTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("vllm-2-router")]
    [InlineData("A9")]
    public void Name_ThatFollowsTheRules_IsTaken(string name) => Assert.Null(ModelName.FindProblem("Resource", name));

    [Theory]
    [InlineData("9a", "start with an ASCII letter")]
    [InlineData("-a", "start with an ASCII letter")]
    [InlineData("a-", "end with a hyphen")]
    [InlineData("a--b", "consecutive hyphens")]
    [InlineData("a_b", "only ASCII letters, digits, and hyphens")]
    [InlineData("ä", "only ASCII letters, digits, and hyphens")]
    [InlineData("abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcde", "between 1 and 64")]
    public void Name_ThatBreaksARule_IsRefusedWithTheRule(string name, string rule)
    {
        var exception = Assert.Throws<ArgumentException>(() => ModelName.ValidateName("Resource", name));
        Assert.Contains(rule, exception.Message, StringComparison.Ordinal);
    }

    [Property]
    public bool Name_IsTaken_ExactlyWhenItIsADnsLabelOf64(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        var isLabel = text.Length <= 64 && System.Text.RegularExpressions.Regex.IsMatch(text, "^[A-Za-z](-?[A-Za-z0-9]+)*\\z");
        return isLabel == ModelName.FindProblem("Resource", text) is null;
    }

    [Fact]
    public async Task SecondEndpoint_OfTheSameName_IsRefused()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create();
        var web = builder.AddExecutable("web", "web", ".").WithHttpEndpoint();
        var exception = Assert.Throws<DistributedApplicationException>(() => web.WithEndpoint(name: "HTTP"));
        Assert.StartsWith("Endpoint with name 'HTTP' already exists.", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("qdrant/qdrant", null, "qdrant/qdrant", "latest", null)]
    [InlineData("localhost:5000/a/b:1.2", null, "localhost:5000/a/b", "1.2", null)]
    [InlineData("localhost:5000/a", "3", "localhost:5000/a", "3", null)]
    [InlineData("ghcr.io/a@sha256:abc", null, "ghcr.io/a", null, "abc")]
    [InlineData("a:1@sha256:abc", null, "a", null, "abc")]
    public async Task WithImage_TakesTheNameApart(string image, string? tag, string repository, string? expectedTag, string? digest)
    {
        await using var builder = DistributedApplicationTestingBuilder.Create();
        var annotation = builder.AddContainer("c", "first:1").WithImage(image, tag).Resource.Annotations.OfType<ContainerImageAnnotation>().Single();
        Assert.Equal((repository, expectedTag, digest), (annotation.Image, annotation.Tag, annotation.SHA256));
    }

    [Fact]
    public async Task WithImage_TagGivenTwice_IsRefused()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create();
        Assert.Throws<ArgumentException>(() => builder.AddContainer("c", "a:1", "2"));
    }
}
