namespace AiStack.Cli.Tests;

public sealed class PublishTests : IDisposable
{
    private const string Stack = "apiVersion: aistack/v1\nname: cache\ncomponents:\n  redis: { kind: redis }\nenvironments:\n  prod:\n    redis: { storage: 5Gi }\n";

    private readonly Aistack _aistack = new();

    public PublishTests() => _aistack.Write("stack.yaml", Stack);

    [Fact]
    public async Task Stack_Published_SaysWhatWasWrittenAndWhatIsNext()
    {
        Assert.Equal(
            new(0, "Wrote 6 objects in 1 namespace to out.\nSecrets that you bring: redis/redis-auth.\nNext: out/README.md says how to apply it, step by step.\n", ""),
            await _aistack.CallAsync("publish", "stack.yaml", "-o", "out"));
        Assert.Equal("docker.io/library/redis:8.6\n", await ReadAsync("images.txt"));
        Assert.Contains("- namespaces/redis/redis-statefulset.yaml\n", await ReadAsync("kustomization.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Environment_Published_IsInTheObjectsAndInTheTitle()
    {
        Assert.Equal(0, (await _aistack.CallAsync("publish", "stack.yaml", "-o", "out", "--environment", "prod")).ExitCode);

        Assert.Contains("storage: 5Gi\n", await ReadAsync("namespaces/redis/redis-statefulset.yaml"), StringComparison.Ordinal);
        Assert.StartsWith("# cache (prod)\n", await ReadAsync("README.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quota_AskedFor_IsAnObjectMore() =>
        Assert.StartsWith("Wrote 7 objects", (await _aistack.CallAsync("publish", "stack.yaml", "-o", "out", "--quota")).Output, StringComparison.Ordinal);

    [Fact]
    public async Task Formats_Named_WriteTheirFiles()
    {
        Assert.Equal(0, (await _aistack.CallAsync("publish", "stack.yaml", "-o", "out", "--format", "helm")).ExitCode);
        Assert.Contains("name: cache\n", await ReadAsync("Chart.yaml"), StringComparison.Ordinal);

        Assert.Equal(0, (await _aistack.CallAsync("publish", "stack.yaml", "-o", "git", "--format", "argocd", "--repo", "https://git.example.org/x.git", "--revision", "v1", "--path", "prod")).ExitCode);
        Assert.Contains("    repoURL: https://git.example.org/x.git\n    targetRevision: v1\n    path: prod/argocd/stack\n", await ReadAsync("argocd/stack.yaml", "git"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no format 'helmfile'. There are: plain, helm, argocd.", "--format", "helmfile")]
    [InlineData("Argo CD reads the files from Git: name the repository that they will be committed to with '--repo'.", "--format", "argocd")]
    [InlineData("'--repo' belongs to the format argocd; 'plain' knows no repository.", "--repo", "https://x.example.org")]
    [InlineData("'--repo' takes the address that Argo CD clones, such as https://git.example.com/team/stacks.git or git@git.example.com:team/stacks.git, not 'not a url'.", "--format", "argocd", "--repo", "not a url")]
    [InlineData("'--revision' takes a branch, a tag or a commit, not 'a b'.", "--format", "argocd", "--repo", "git@x.example.org:me/x.git", "--revision", "a b")]
    [InlineData("'--path' takes a directory within the repository, counted from its root, not '../up'.", "--format", "argocd", "--repo", "https://x.example.org/x", "--path", "../up")]
    [InlineData("'--revision' belongs to the format argocd; 'helm' knows no repository.", "--revision", "main", "--format", "helm")]
    public async Task Options_ThatDoNotGoTogether_AreRefusedInALine(string message, params string[] options)
    {
        Assert.Equal(new(2, "", $"aistack: {message}\n"), await _aistack.CallAsync(["publish", "stack.yaml", "-o", "out", .. options]));
        Assert.False(Directory.Exists(Path.Combine(_aistack.Directory, "out")));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public async Task Output_WithoutAName_IsAWrongCall(string output) =>
        Assert.Equal(new(2, "", "aistack: '--output' names no directory: write for example '-o out'.\n"), await _aistack.CallAsync("publish", "stack.yaml", "-o", output));

    [Fact]
    public async Task Name_TooLongForWhatItBecomes_IsAnErrorWithItsPlaceAndNothingIsWritten()
    {
        var name = new string('a', 53);
        _aistack.Write("stack.yaml", Stack.Split("environments")[0].Replace("redis: {", $"{name}: {{", StringComparison.Ordinal));

        Assert.Equal(
            new(1, $"stack.yaml:4:3: error AIS128: redis '{name}' would publish a StatefulSet that Kubernetes refuses for its name: '{name}' is too long for a StatefulSet: 53 characters, at most 52, since its pods carry it with a suffix. Rename the component.\n1 error in stack.yaml.\n", ""),
            await _aistack.CallAsync("publish", "stack.yaml", "-o", "out"));
        Assert.False(Directory.Exists(Path.Combine(_aistack.Directory, "out")));
    }

    [Fact]
    public async Task WrongStack_Published_WritesNothing()
    {
        _aistack.Write("stack.yaml", Stacks.Wrong);

        Assert.Equal(new(1, $"stack.yaml:{Stacks.WrongLine}\n1 error in stack.yaml.\n", ""), await _aistack.CallAsync("publish", "stack.yaml", "-o", "out"));
        Assert.False(Directory.Exists(Path.Combine(_aistack.Directory, "out")));
    }

    public void Dispose() => _aistack.Dispose();

    private Task<string> ReadAsync(string path, string directory = "out") => File.ReadAllTextAsync(Path.Combine(_aistack.Directory, directory, path), TestContext.Current.CancellationToken);
}
