using System.Diagnostics;
using System.Text.RegularExpressions;
using AiStack.Kubernetes.Formats;
using AiStack.Kubernetes.Formats.Helm;
using AiStack.Kubernetes.Yaml;
using AiStack.Tests;

namespace AiStack.Components.Tests.Publishing;

/// <summary>Every format of everything that scenarios and samples publish, read by the programs that it is made for.</summary>
public sealed class FormatTests
{
    private static readonly GitSource s_source = new("https://git.example.org/stack.git");

    public static TheoryData<string> Stacks => [.. PublishedStack.All];

    [Theory]
    [MemberData(nameof(Stacks))]
    public void Plain_Kustomized_ListsTheSameObjects(string stack)
    {
        var publication = PublishedStack.Publish(stack);
        using var files = new WrittenFiles(PublicationFiles.Of(publication, new()));

        ObjectTexts.AreSame(ObjectTexts.Of(publication.Objects), ObjectTexts.Read(ClusterProgram.Kustomize(files.Directory)));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public void Chart_WithoutValues_RendersTheSameObjects(string stack)
    {
        var publication = PublishedStack.Publish(stack);
        using var files = new WrittenFiles(PublicationFiles.Of(publication, new() { Format = OutputFormat.Helm }));

        ObjectTexts.AreSame(ObjectTexts.Of(publication.Objects), ObjectTexts.Read(ClusterProgram.Helm(files.Directory, "template", "test", ".")));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public void Chart_EveryValueSet_ChangesWhatItsCommentSays(string stack)
    {
        var publication = PublishedStack.Publish(stack);
        var changed = new ChangedValues(publication);
        using var files = new WrittenFiles(HelmFormat.Of(publication));
        files.Add("changed.yaml", KubernetesYaml.Write(changed.Json));

        changed.AreIn(ObjectTexts.Of(publication.Objects), ObjectTexts.Read(ClusterProgram.Helm(files.Directory, "template", "test", ".", "--values", "changed.yaml")));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public void EveryFormat_WrittenTwice_IsTheSameTidyText(string stack)
    {
        foreach (var format in Enum.GetValues<OutputFormat>())
        {
            var options = new FormatOptions { Format = format, Source = s_source, Environment = "prod" };
            var files = PublicationFiles.Of(PublishedStack.Publish(stack), options);

            Assert.Equal(files, PublicationFiles.Of(PublishedStack.Publish(stack), options));
            Assert.Equal(files.Count, files.DistinctBy(file => file.Path, StringComparer.OrdinalIgnoreCase).Count());
            Assert.All(files, file => Assert.DoesNotContain('\r', file.Content));
            Assert.All(files.Where(file => file.Path.EndsWith("README.md", StringComparison.Ordinal)), file => Assert.DoesNotMatch(new Regex("[ \t]+$", RegexOptions.Multiline), file.Content));
            Assert.All(files.Where(file => file.Content.Length > 0), file => Assert.EndsWith("\n", file.Content, StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Readme_Commands_AreOfAShellsGrammar(string stack)
    {
        foreach (var format in Enum.GetValues<OutputFormat>())
        {
            var readme = PublicationFiles.Of(PublishedStack.Publish(stack), new() { Format = format, Source = s_source }).Single(file => file.Path == "README.md").Content;
            Assert.Equal(0, readme.Split('\n').Count(line => line.StartsWith("```", StringComparison.Ordinal)) % 2);
            var commands = string.Join('\n', Regex.Matches(readme, "^```(?:sh|bash)\n(.*?)\n```$", RegexOptions.Singleline | RegexOptions.Multiline).Select(block => block.Groups[1].Value));
            using var shell = Process.Start(new ProcessStartInfo("bash", ["-n"]) { RedirectStandardInput = true, RedirectStandardError = true })!;
            await shell.StandardInput.WriteAsync(commands);
            shell.StandardInput.Close();
            Assert.Equal("", await shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        }
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public void Readme_FilesItNames_AreInThatFormatsTree(string stack)
    {
        foreach (var format in Enum.GetValues<OutputFormat>())
        {
            var files = PublicationFiles.Of(PublishedStack.Publish(stack), new() { Format = format, Source = s_source });
            var named = Regex.Matches(files.Single(file => file.Path == "README.md").Content, "(?<![\\w/.-])(?:templates/)?(?:cluster|namespaces|platform)/[\\w./-]*").Select(match => match.Value.TrimEnd('.'));

            Assert.All(named, name => Assert.Contains(files, file => file.Path == name || (name.EndsWith('/') && file.Path.StartsWith(name, StringComparison.Ordinal))));
        }
    }

    [Fact]
    public void ArgoCd_OfALargeStack_BringsWhoIsUsedBeforeWhoUsesIt()
    {
        var files = PublicationFiles.Of(PublishedStack.Publish("samples/large.yaml"), new() { Format = OutputFormat.ArgoCd, Source = s_source });
        int WaveOf(string space) => int.Parse(Regex.Match(files.Single(file => file.Path == $"argocd/stack/namespace-{space}.yaml").Content, "sync-wave: \"([0-9]+)\"").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);

        Assert.All(new[] { "qdrant", "redis", "postgres", "models", "models-large" }, space => Assert.Equal(0, WaveOf(space)));
        Assert.All(new[] { "langflow", "open-webui" }, space => Assert.Equal(1, WaveOf(space)));
        Assert.Equal(2, WaveOf("gateway"));
        Assert.NotEqual(0, WaveOf("platform"));
    }
}
