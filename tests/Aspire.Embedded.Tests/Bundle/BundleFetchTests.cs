using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Aspire.Embedded.Tests.Bundle;

/// <summary>The build's part: real MSBuild, an npm that hands out a package made here.</summary>
public sealed class BundleFetchTests : IAsyncLifetime
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);
    private readonly string _directory = Directory.CreateTempSubdirectory("bundle-fetch-").FullName;

    private string Cached => Path.Combine(_directory, "cache", "9.9.9-test");

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "npm and the command are shell scripts here.");
        Directory.CreateDirectory(Path.Combine(_directory, "home"));

        // Does what the real command does with `setup`: unpacks beside itself, links by an absolute path, and writes to its home.
        const string Aspire = """
            #!/bin/sh
            [ "$1" = setup ] || exit 3
            root=$(dirname "$(dirname "$0")")
            mkdir -p "$root/versions/9.9.9/dcp" "$root/versions/9.9.9/managed" "$HOME/.aspire"
            echo dcp > "$root/versions/9.9.9/dcp/dcp"
            echo managed > "$root/versions/9.9.9/managed/aspire-managed"
            ln -s "$root/versions/9.9.9" "$root/bundle"
            """;
        await using (var file = File.Create(Path.Combine(_directory, "package.tgz")))
        await using (var zip = new GZipStream(file, CompressionLevel.Fastest))
        await using (var tar = new TarWriter(zip))
        {
            await tar.WriteEntryAsync(Entry("package/README.md", new string('x', 1000)));
            await tar.WriteEntryAsync(Entry("package/bin/aspire", Aspire));
        }

        // Counts its calls, and takes long enough for two builds to meet.
        await Script("npm", $"""
            #!/bin/sh
            echo "$*" >> '{_directory}/npm.log'
            [ -e '{_directory}/offline' ] && echo 'npm error network unreachable' >&2 && exit 1
            for destination; do :; done
            sleep 1
            cp '{_directory}/package.tgz' "$destination/package.tgz"
            """);
        await WriteProject(await Integrity());
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_directory, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Build_TwoAtOnceAndOneLater_FetchOnceAndLeaveTheHomeAlone()
    {
        var both = await Task.WhenAll(Build(), Build());
        var later = await Build();

        Assert.All(both.Append(later), output => Assert.Contains($"dcp={Cached}/bundle/dcp dashboard={Cached}/bundle/managed/aspire-managed", output, StringComparison.Ordinal));
        Assert.Contains("warning AISTACK002: Fetching DCP", string.Concat(both), StringComparison.Ordinal);
        Assert.DoesNotContain("warning", later, StringComparison.Ordinal);
        Assert.Single(await File.ReadAllLinesAsync(Path.Combine(_directory, "npm.log"), TestContext.Current.CancellationToken));
        Assert.Equal("dcp\n", await File.ReadAllTextAsync(Path.Combine(Cached, "bundle", "dcp", "dcp"), TestContext.Current.CancellationToken));
        Assert.False(Directory.Exists(Path.Combine(_directory, "home", ".aspire")));
        Assert.Equal(["9.9.9-test", "9.9.9-test.lock"], Entries());
    }

    [Fact]
    public async Task Build_OtherPackageThanPinned_UsesNothingOfItAndSaysWhy()
    {
        await WriteProject("sha512-" + Convert.ToBase64String(new byte[64]));

        var output = await Build();

        Assert.Contains("warning AISTACK001: project is built without DCP and the Aspire Dashboard", output, StringComparison.Ordinal);
        Assert.Contains("and not the pinned sha512-AAAA", output, StringComparison.Ordinal);
        Assert.Equal(["9.9.9-test.lock"], Entries());
    }

    [Fact]
    public async Task Build_WithoutNetwork_SucceedsWithOneLineAndTheNextBuildRepairsIt()
    {
        await File.WriteAllTextAsync(Path.Combine(_directory, "offline"), "", TestContext.Current.CancellationToken);
        var offline = await Build();
        File.Delete(Path.Combine(_directory, "offline"));
        Directory.CreateDirectory(Path.Combine(_directory, "cache", "9.9.9-test.partial-killed"));
        var online = await Build();

        Assert.Contains("(npm pack failed with exit code 1: network unreachable)", offline, StringComparison.Ordinal);
        Assert.Contains("dcp= dashboard=", offline, StringComparison.Ordinal);
        Assert.Contains($"dcp={Cached}/bundle/dcp", online, StringComparison.Ordinal);
        Assert.Equal(["9.9.9-test", "9.9.9-test.lock"], Entries());
    }

    private static PaxTarEntry Entry(string name, string text) =>
        new(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)) };

    private IEnumerable<string?> Entries() => Directory.EnumerateFileSystemEntries(Path.Combine(_directory, "cache")).Select(Path.GetFileName).Order(StringComparer.Ordinal);

    private async Task<string> Integrity()
    {
        await using var package = File.OpenRead(Path.Combine(_directory, "package.tgz"));
        return "sha512-" + Convert.ToBase64String(await SHA512.HashDataAsync(package));
    }

    private Task WriteProject(string integrity) => File.WriteAllTextAsync(Path.Combine(_directory, "project.proj"), $"""
        <Project DefaultTargets="Show">
          <Import Project="{RepositoryDirectory.Path}/src/Aspire.Embedded/build/AspireBundle.targets" />
          <PropertyGroup>
            <NETCoreSdkPortableRuntimeIdentifier>test</NETCoreSdkPortableRuntimeIdentifier>
            <AspireBundleVersion>9.9.9</AspireBundleVersion>
            <AspireBundleCache>{_directory}/cache</AspireBundleCache>
          </PropertyGroup>
          <ItemGroup>
            <AspireBundlePackage Include="test" Integrity="{integrity}" />
          </ItemGroup>
          <Target Name="Show" DependsOnTargets="ResolveAspireBundle">
            <Message Importance="High" Text="dcp=$(DcpDir) dashboard=$(AspireDashboardPath)" />
          </Target>
        </Project>
        """);

    private async Task Script(string name, string text)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(_directory, "bin")).FullName, name);
        await File.WriteAllTextAsync(path, text.ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private async Task<string> Build()
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", ["msbuild", "project.proj", "-nologo", "-nodeReuse:false"])
        {
            WorkingDirectory = _directory,
            RedirectStandardOutput = true,
        };
        start.Environment["HOME"] = Path.Combine(_directory, "home");
        start.Environment["PATH"] = Path.Combine(_directory, "bin") + Path.PathSeparator + start.Environment["PATH"];
        start.Environment["DOTNET_CLI_HOME"] = Path.Combine(_directory, "dotnet");
        start.Environment["DOTNET_NOLOGO"] = "true";
        foreach (var decided in new[] { "ASPIRE_DCP_PATH", "ASPIRE_DASHBOARD_PATH", "AspireCliBundlePath", "AspireBundleFetch" })
        {
            start.Environment.Remove(decided);
        }

        using var build = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(s_limit);
        try
        {
            var output = await build.StandardOutput.ReadToEndAsync(limit.Token);
            await build.WaitForExitAsync(limit.Token);
            Assert.True(build.ExitCode == 0, output);
            return output;
        }
        finally
        {
            if (!build.HasExited)
            {
                build.Kill(entireProcessTree: true);
            }
        }
    }
}
