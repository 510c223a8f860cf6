using System.Text.Json.Nodes;
using AiStack.Kubernetes.Formats;

namespace AiStack.Kubernetes.Tests.Formats;

/// <summary>Applications hold together: what they point to is there, every object belongs to exactly one, and nobody fights over replicas.</summary>
public sealed class ArgoCdFormatTests
{
    private static readonly Dictionary<string, string> s_files = PublicationFiles
        .Of(MadePublication.Of(), new() { Format = OutputFormat.ArgoCd, Source = new("https://git.example.org/x.git", "main", "clusters/prod/") })
        .ToDictionary(file => file.Path, file => file.Content);

    private static readonly Dictionary<string, JsonObject> s_applications = s_files
        .Where(file => file.Key.StartsWith("argocd/", StringComparison.Ordinal))
        .ToDictionary(file => file.Key, file => Assert.Single(ObjectTexts.Read(file.Value)).Value);

    [Fact]
    public void Applications_OfAStack_AreThese() => Assert.Equal(
        [
            "argocd/platform.yaml", "argocd/platform/certificates.yaml", "argocd/platform/gateway.yaml", "argocd/platform/operator.yaml",
            "argocd/stack.yaml", "argocd/stack/cluster.yaml", "argocd/stack/namespace-platform.yaml", "argocd/stack/namespace-servers.yaml",
        ],
        s_applications.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Paths_InTheRepository_HoldEveryObjectOnce()
    {
        var paths = s_applications.Values.Select(application => $"{application["spec"]!["source"]!["path"]}").Where(path => path.Length > 0).ToList();

        Assert.All(paths, path => Assert.StartsWith("clusters/prod/", path, StringComparison.Ordinal));
        var directories = paths.Select(path => $"{path["clusters/prod/".Length..]}/").ToList();
        Assert.All(directories, directory => Assert.Contains(s_files.Keys, path => path.StartsWith(directory, StringComparison.Ordinal)));

        // An Application takes the files of its directory, not those of directories below it.
        Assert.All(
            s_files.Keys.Where(path => path.StartsWith("cluster/", StringComparison.Ordinal) || path.StartsWith("namespaces/", StringComparison.Ordinal)),
            path => Assert.Single(directories, directory => path[..(path.LastIndexOf('/') + 1)] == directory));
    }

    [Fact]
    public void Waves_OfTheStack_BeginWithNamespaces()
    {
        Assert.Equal("-1", Wave("argocd/stack/cluster.yaml"));
        Assert.Equal("0", Wave("argocd/stack/namespace-platform.yaml"));
        Assert.Equal(["0", "1", "2"], new[] { "certificates", "gateway", "operator" }.Select(name => Wave($"argocd/platform/{name}.yaml")));
    }

    [Fact]
    public void ScaledRuntime_Replicas_AreLeftToTheScaler()
    {
        var spec = s_applications["argocd/stack/namespace-servers.yaml"]["spec"]!;

        Assert.Equal(
            """[{"group":"example.org","kind":"VLLMRuntime","name":"vllm-chat","namespace":"servers","jsonPointers":["/spec/deploymentConfig/replicas"]}]""",
            spec["ignoreDifferences"]!.ToJsonString());
        Assert.Contains("RespectIgnoreDifferences=true", spec["syncPolicy"]!["syncOptions"]!.AsArray().Select(option => $"{option}"));
        Assert.Null(s_applications["argocd/stack/namespace-platform.yaml"]["spec"]!["ignoreDifferences"]);
    }

    [Fact]
    public void EveryApplication_Synced_PrunesHealsAndAppliesOnTheServer() => Assert.All(s_applications, entry =>
    {
        var policy = entry.Value["spec"]!["syncPolicy"]!;
        Assert.Equal("""{"prune":true,"selfHeal":true}""", policy["automated"]!.ToJsonString());
        var options = policy["syncOptions"]!.AsArray().Select(option => $"{option}").ToList();
        Assert.Contains("ServerSideApply=true", options);
        Assert.Contains(entry.Key.StartsWith("argocd/platform/", StringComparison.Ordinal) ? "CreateNamespace=true" : "CreateNamespace=false", options);
        Assert.Equal("default", $"{entry.Value["spec"]!["project"]}");
        Assert.Equal(entry.Value["spec"]!["source"]!["path"] is null ? null : "main", entry.Value["spec"]!["source"]!["path"] is null ? null : $"{entry.Value["spec"]!["source"]!["targetRevision"]}");
    });

    [Theory]
    [InlineData("gateway", """{"repoURL":"https://charts.example.org/apisix","chart":"apisix","targetRevision":"2.14.0","helm":{"releaseName":"gateway","valuesObject":{"image":{"repository":"apache/apisix","tag":"3.16.0"}}}}""")]
    [InlineData("certificates", """{"repoURL":"quay.example.org/charts","chart":"cert-manager","targetRevision":"1.21.1","helm":{"releaseName":"certificates"}}""")]
    [InlineData("operator", """{"repoURL":"https://git.example.org/x.git","targetRevision":"main","path":"clusters/prod/platform/operator"}""")]
    public void Release_AsAnApplication_ComesFromItsChart(string release, string source) => Assert.Equal(source, s_applications[$"argocd/platform/{release}.yaml"]["spec"]!["source"]!.ToJsonString());

    [Fact]
    public void Files_WithoutARepository_CannotBeWritten() => Assert.Throws<ArgumentException>(() => PublicationFiles.Of(MadePublication.Of(), new() { Format = OutputFormat.ArgoCd }));

    private static string Wave(string path) => $"{s_applications[path]["metadata"]!["annotations"]!["argocd.argoproj.io/sync-wave"]}";
}
