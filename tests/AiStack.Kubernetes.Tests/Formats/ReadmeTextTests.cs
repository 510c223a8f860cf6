using System.Diagnostics;
using System.Text.RegularExpressions;
using AiStack.Core;
using AiStack.Kubernetes.Formats;
using AiStack.Kubernetes.Formats.Readme;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Kubernetes.Tests.Formats;

/// <summary>READMEs as a whole, against files that were read; ACCEPT_GOLDEN=1 writes them anew.</summary>
public sealed class ReadmeTextTests
{
    private static readonly GitSource s_source = new("https://git.example.org/x.git", "main", "clusters/prod");

    [Theory]
    [InlineData("plain", OutputFormat.Plain, false)]
    [InlineData("helm", OutputFormat.Helm, false)]
    [InlineData("argocd-external-secrets", OutputFormat.ArgoCd, true)]
    public void Readme_OfAFormat_ReadsAsExpected(string name, OutputFormat format, bool hasStore)
    {
        var publication = MadePublication.Of(hasStore ? new(SecretsMode.External, "vault") : null);
        var text = ReadmeText.Of(publication, new() { Format = format, Source = s_source, Environment = hasStore ? "prod" : null });

        // Rules of good practice are counted by tests of their own.
        text = Regex.Replace(text, "(?<=^\\[scorecard.md\\].*): [0-9]+", ": N", RegexOptions.Multiline);
        Assert.Equal(GoldenText.Of($"{name}.md", text), text);
        Assert.DoesNotMatch(new Regex("[ \t]$", RegexOptions.Multiline), text);
    }

    [Fact]
    public void Platform_InANamespaceOfTheStack_ComesBehindItsSecrets()
    {
        var publication = MadePublication.Of(new(SecretsMode.External, "vault"));
        publication = publication with { Releases = [.. publication.Releases.Select(release => release.Name == "gateway" ? release with { Namespace = "servers", PodSecurity = "baseline", IsInStackNamespace = true } : release)] };
        foreach (var (format, command) in new[] { (OutputFormat.Plain, "  -f namespaces/servers/hub-externalsecret.yaml"), (OutputFormat.Helm, "  --show-only templates/namespaces/servers/hub-externalsecret.yaml | kubectl apply --server-side -f -") })
        {
            var text = ReadmeText.Of(publication, new() { Format = format });

            string[] steps = ["1. Create the namespaces", "2. Fill the secret store", "3. Fetch the secrets that the platform reads", "4. Install the platform", "5. Apply the stack"];
            Assert.Equal(steps, Regex.Matches(text, "^### ([1-5]\\. .*)$", RegexOptions.Multiline).Select(match => match.Groups[1].Value));
            Assert.Contains(command, text, StringComparison.Ordinal);
            Assert.Equal(format == OutputFormat.Helm, text.Contains("--take-ownership", StringComparison.Ordinal));
            Assert.DoesNotContain("kubectl create namespace servers", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void CopyOfAnOperatorsSecret_WithAStore_IsCopiedByHandAndNotFetched()
    {
        var publication = MadePublication.Of(new(SecretsMode.External, "vault"));

        Assert.DoesNotContain(publication.Objects, made => made is { Kind: "ExternalSecret", Name: "db-app" });
        Assert.Contains("kubectl create secret generic db-app -n servers", ReadmeText.Of(publication, new()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(OutputFormat.Plain, "kubectl delete --recursive -f namespaces\nkubectl delete \\\n  -f cluster/servers-namespace.yaml\n")]
    [InlineData(OutputFormat.Helm, "\nkubectl delete namespace servers\n")]
    public void NamespaceOfAnOperator_WhenTheStackIsRemoved_Stays(OutputFormat format, string command)
    {
        var publication = MadePublication.Of();
        publication.Objects.Single(made => made is { Kind: "Namespace", Name: "platform" }).Labels.Remove(Namespaces.EnforceLabel);
        var text = ReadmeText.Of(publication, new() { Format = format });

        Assert.Contains(command, text, StringComparison.Ordinal);
        Assert.Contains("but for platform, where others run, too", text, StringComparison.Ordinal);
        Assert.Contains("| platform  | (none) ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_ForAShell_AreOfItsGrammar()
    {
        var text = ReadmeText.Of(MadePublication.Of(), new());
        foreach (Match block in Regex.Matches(text, "```sh\n(.*?)\n```", RegexOptions.Singleline))
        {
            using var shell = Process.Start(new ProcessStartInfo("bash", ["-n", "-c", block.Groups[1].Value]) { RedirectStandardError = true })!;
            Assert.Equal("", await shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        }
    }
}
