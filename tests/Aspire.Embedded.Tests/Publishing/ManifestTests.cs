using System.Diagnostics;
using Aspire.Embedded.Tests.Model;

namespace Aspire.Embedded.Tests.Publishing;

/// <summary>Aspire's manifest, written by an AppHost that was started as a deployer starts it.</summary>
public sealed class ManifestTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("aistack-test-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task Manifest_OfEveryKindOfResource_IsTheExpectedOne()
    {
        var manifest = await PublishAsync("deployment");

        var golden = Path.Combine(RepositoryDirectory.Path, "tests", "Aspire.Embedded.Tests", "Publishing", "manifest.json");
        if (Environment.GetEnvironmentVariable("ACCEPT_GOLDEN") == "1")
        {
            await File.WriteAllTextAsync(golden, manifest, TestContext.Current.CancellationToken);
        }

        Assert.Equal(await File.ReadAllTextAsync(golden, TestContext.Current.CancellationToken), manifest);
    }

    [Fact]
    public async Task Manifest_ValuesThatAreSet_AreNotInIt()
    {
        Assert.DoesNotContain("s3cret", await PublishAsync("deployment", "--Parameters:token", "s3cret-token", "--Parameters:password", "s3cret-password"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Manifest_ParameterWithoutValue_IsNotWaitedFor()
    {
        var clock = Stopwatch.StartNew();
        var manifest = await PublishAsync("deployment");
        Assert.Contains("\"value\": \"{token.inputs.value}\"", manifest, StringComparison.Ordinal);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task Manifest_WithoutPath_SaysWhichOptionIsMissing()
    {
        var (exitCode, _, error) = await AppHostProcess.RunAsync("--publisher", "manifest");
        Assert.Equal((1, "Step 'publish-manifest' failed: The '--output-path [path]' option was not specified even though manifest publishing was requested." + Environment.NewLine), (exitCode, error));
    }

    [Fact]
    public async Task Manifest_IntoADirectory_HasTheUsualName()
    {
        var (exitCode, _, error) = await AppHostProcess.RunAsync("--publisher", "manifest", "--output-path", _directory.FullName);
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Equal(["aspire-manifest.json"], _directory.GetFiles().Select(file => file.Name));
    }

    [Fact]
    public async Task Manifest_ThatCannotBeWritten_LeavesTheOldOne()
    {
        var path = Path.Combine(_directory.FullName, "manifest.json");
        await File.WriteAllTextAsync(path, "old", TestContext.Current.CancellationToken);
        var (exitCode, _, error) = await AppHostProcess.RunAsync("--model", "no-image", "--publisher", "manifest", "--output-path", path);

        Assert.Equal((1, "Step 'publish-manifest' failed: Could not get the container image name for resource 'web'." + Environment.NewLine), (exitCode, error));
        Assert.Equal("old", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        Assert.Single(_directory.GetFiles());
    }

    [Theory]
    [InlineData("'--publisher azure' is not known.", "--publisher", "azure")]
    [InlineData("'--operation run' and '--publisher manifest' contradict each other.", "--publisher", "manifest", "--operation", "run")]
    public async Task Publisher_ThatIsNotMeant_IsRefusedInsteadOfRun(string message, params string[] arguments)
    {
        var (exitCode, _, error) = await AppHostProcess.RunAsync(arguments);
        Assert.StartsWith(message, error, StringComparison.Ordinal);
        Assert.Equal(2, exitCode);
    }

    private async Task<string> PublishAsync(string model, params string[] more)
    {
        var path = Path.Combine(_directory.FullName, "deeper", "manifest.json");
        var (exitCode, _, error) = await AppHostProcess.RunAsync(["--model", model, "--publisher", "manifest", "--output-path", path, .. more]);
        Assert.Equal((0, ""), (exitCode, error));
        var text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);

        // The manifest is in a temporary folder, and its paths are relative to that.
        var repository = Path.GetRelativePath(Path.GetDirectoryName(path)!, Path.Combine(RepositoryDirectory.Path, "tests", "Model.AppHost"));
        return text.Replace(repository, "AppHost", StringComparison.Ordinal);
    }
}
