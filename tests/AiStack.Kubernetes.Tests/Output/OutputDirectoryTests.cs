using System.Diagnostics;
using AiStack.Kubernetes.Formats;
using AiStack.Kubernetes.Output;

namespace AiStack.Kubernetes.Tests.Output;

public sealed class OutputDirectoryTests
{
    private static readonly IReadOnlyList<PublicationFile> Files = [new("README.md", "Grüße\n"), new("cluster/namespace.yaml", "kind: Namespace\n")];

    private static readonly string[] WrittenTree = ["out/", "out/.aistack", "out/README.md", "out/cluster/", "out/cluster/namespace.yaml"];

    [Theory]
    [InlineData("out")]
    [InlineData("out/")]
    public void Replace_NoSuchDirectory_WritesFilesAsUtf8WithTheirModes(string name)
    {
        using var directory = new TemporaryDirectory();

        Assert.Empty(OutputDirectory.Replace(directory[name], Files));

        Assert.Equal(WrittenTree, directory.Tree());
        Assert.Equal("Grüße\n"u8, File.ReadAllBytes(directory["out/README.md"]));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal("644", Convert.ToString((int)File.GetUnixFileMode(directory["out/README.md"]), 8));
            Assert.Equal("755", Convert.ToString((int)File.GetUnixFileMode(directory["out/cluster"]), 8));
            Assert.Equal("755", Convert.ToString((int)File.GetUnixFileMode(directory["out"]), 8));
        }
    }

    [Fact]
    public void Replace_OurDirectory_ReplacesItAsAWhole()
    {
        using var directory = new TemporaryDirectory();
        OutputDirectory.Replace(directory["out"], [new("old/file.yaml", "old\n")]);
        File.WriteAllText(directory["out/added-by-hand.txt"], "");

        Assert.Empty(OutputDirectory.Replace(directory["out"], Files));

        Assert.Equal(WrittenTree, directory.Tree());
    }

    [Fact]
    public void Replace_OurDirectoryByRenames_ReplacesItAsAWhole()
    {
        using var directory = new TemporaryDirectory();
        OutputDirectory.Replace(directory["out"], [new("old/file.yaml", "old\n")]);

        Assert.Empty(OutputDirectory.Replace(directory["out"], Files, [new RenameExchange()], TimeSpan.FromSeconds(5)));

        Assert.Equal(WrittenTree, directory.Tree());
    }

    [Fact]
    public void Replace_SecondRenameFails_PutsTheFormerContentBack()
    {
        using var directory = new TemporaryDirectory();
        OutputDirectory.Replace(directory["out"], Files);
        var failing = new RenameExchange(_ => throw new IOException("the disk is gone"));

        var error = Assert.Throws<OutputException>(() => OutputDirectory.Replace(directory["out"], [new("new.yaml", "")], [failing], TimeSpan.FromSeconds(5)));

        Assert.Contains("the disk is gone", error.Message, StringComparison.Ordinal);
        Assert.Equal(WrittenTree, directory.Tree());
    }

    [Fact]
    public void Replace_EmptyDirectory_TakesIt()
    {
        using var directory = new TemporaryDirectory();
        Directory.CreateDirectory(directory["out"]);

        Assert.Empty(OutputDirectory.Replace(directory["out"], Files));

        Assert.Equal(WrittenTree, directory.Tree());
    }

    [Fact]
    public void Replace_DirectoryOfSomebodyElse_IsRefusedUntouched()
    {
        using var directory = new TemporaryDirectory();
        Directory.CreateDirectory(directory["out"]);
        File.WriteAllText(directory["out/thesis.tex"], "years of work");

        AssertRefused(directory, "out", "holds files that aistack did not write");
    }

    [Fact]
    public void Replace_MarkerThatIsNotOurs_IsRefusedUntouched()
    {
        using var directory = new TemporaryDirectory();
        Directory.CreateDirectory(directory["out"]);
        File.WriteAllText(directory["out/.aistack"], "settings of another program");

        AssertRefused(directory, "out", "holds files that aistack did not write");
    }

    [Fact]
    public void Replace_FilesAppearWhileItWrites_KeepsThem()
    {
        using var directory = new TemporaryDirectory();
        Directory.CreateDirectory(directory["out"]);
        var late = new LateFile(directory["out/thesis.tex"]);

        var error = Assert.Throws<OutputException>(() => OutputDirectory.Replace(directory["out"], Files, [late], TimeSpan.FromSeconds(5)));

        Assert.Contains("holds files that aistack did not write", error.Message, StringComparison.Ordinal);
        Assert.Equal(["out/", "out/thesis.tex"], directory.Tree());
    }

    [Fact]
    public void Replace_File_IsRefusedUntouched()
    {
        using var directory = new TemporaryDirectory();
        File.WriteAllText(directory["out"], "a file");

        AssertRefused(directory, "out", "is a file");
        AssertRefused(directory, "out/below", "so no output directory can be made in it");
    }

    [Theory]
    [InlineData("real")]
    [InlineData("missing")]
    public void Replace_Link_IsRefusedUntouched(string to)
    {
        using var directory = new TemporaryDirectory();
        OutputDirectory.Replace(directory["real"], Files);
        File.CreateSymbolicLink(directory["out"], directory[to]);

        AssertRefused(directory, "out", "is a link to");
    }

    [Fact]
    public void Replace_BelowALink_WritesWhereItLeads()
    {
        using var directory = new TemporaryDirectory();
        Directory.CreateDirectory(directory["real"]);
        File.CreateSymbolicLink(directory["link"], "real");

        OutputDirectory.Replace(directory["link/out"], Files);

        Assert.True(File.Exists(directory["real/out/README.md"]));
        Assert.NotNull(new FileInfo(directory["link"]).LinkTarget);
    }

    [Fact]
    public void Replace_RemovingALinkInTheFormerContent_LeavesWhatItLeadsTo()
    {
        using var directory = new TemporaryDirectory();
        Directory.CreateDirectory(directory["documents"]);
        File.WriteAllText(directory["documents/thesis.tex"], "years of work");
        OutputDirectory.Replace(directory["out"], Files);
        File.CreateSymbolicLink(directory["out/link"], directory["documents"]);
        File.CreateSymbolicLink(directory["out/cluster/link"], directory["documents"]);

        Assert.Empty(OutputDirectory.Replace(directory["out"], Files));

        Assert.Equal(["documents/", "documents/thesis.tex", .. WrittenTree], directory.Tree());
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("/")]
    [InlineData("out/../.")]
    public void Replace_DirectoryThatHoldsTheCurrentOne_IsRefused(string name)
    {
        var error = Assert.Throws<OutputException>(() => OutputDirectory.Replace(name, Files));

        Assert.Contains("name a directory of its own, such as 'out'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Replace_HomeDirectory_IsRefused()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

        var error = Assert.Throws<OutputException>(() => OutputDirectory.Replace(home, Files));

        Assert.Contains("home directory", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Replace_MissingParents_AreMadeAndGoAgainIfItFails()
    {
        using var directory = new TemporaryDirectory();
        Assert.Throws<OutputException>(() => OutputDirectory.Replace(directory["a/b/" + new string('x', 300)], Files));
        Assert.Empty(directory.Tree());

        OutputDirectory.Replace(directory["a/b/out"], Files);

        Assert.True(File.Exists(directory["a/b/out/README.md"]));
    }

    [Fact]
    public void Replace_LeftoversOfKilledProcesses_GoAndNothingElse()
    {
        using var directory = new TemporaryDirectory();
        OutputDirectory.Replace(directory[".out.aistack-0123abcd.new"], Files);
        OutputDirectory.Replace(directory[".out.aistack-0123abce.old"], Files);
        Directory.CreateDirectory(directory[".out.aistack-0123abcf.new"]);
        OutputDirectory.Replace(directory["out"], [new("a.yaml", "")]);
        Directory.CreateDirectory(directory[".out.aistack-01234567.new"]);
        File.WriteAllText(directory[".out.aistack-01234567.new/mine.txt"], "");
        Directory.CreateDirectory(directory[".out.aistack-mine.new"]);
        Directory.CreateDirectory(directory[".outer.aistack-0123abcd.new"]);

        Assert.Empty(OutputDirectory.Replace(directory["out"], Files));

        Assert.Equal(
            [".out.aistack-01234567.new/", ".out.aistack-01234567.new/mine.txt", ".out.aistack-mine.new/", ".outer.aistack-0123abcd.new/", .. WrittenTree], directory.Tree());
    }

    [Fact]
    public void Replace_LockedByAnother_FailsWithoutTouchingIt()
    {
        using var directory = new TemporaryDirectory();
        OutputDirectory.Replace(directory["out"], Files);
        using var held = OutputLock.Take(OutputPlace.Of(directory["out"]), TimeSpan.Zero);
        Assert.NotNull(held);

        var error = Assert.Throws<OutputException>(() => OutputDirectory.Replace(directory["out"], [], [new AtomicExchange()], TimeSpan.FromMilliseconds(50)));

        Assert.Contains("is being written by another process", error.Message, StringComparison.Ordinal);
        Assert.Equal(WrittenTree, directory.Tree());
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../out.yaml")]
    [InlineData("a/../../b")]
    [InlineData("a//b")]
    [InlineData("./a")]
    [InlineData("a/")]
    [InlineData("")]
    [InlineData("a\\b")]
    [InlineData("c:a")]
    [InlineData("a\0b")]
    [InlineData(".aistack")]
    [InlineData(".AiStack/a")]
    [InlineData("readme.MD")]
    [InlineData("README.md")]
    [InlineData("README.md/a")]
    [InlineData("Cluster/other.yaml")]
    public void Replace_PathThatIsNoneOrTaken_IsRefused(string path)
    {
        using var directory = new TemporaryDirectory();

        var error = Assert.Throws<OutputException>(() => OutputDirectory.Replace(directory["out"], [.. Files, new(path, "")]));

        Assert.Contains("cannot be published", error.Message, StringComparison.Ordinal);
        Assert.Empty(directory.Tree());
    }

    [Fact]
    public void Replace_DiskFull_SaysSoAndKeepsTheFormerContent()
    {
        using var mount = Mount("-t", "tmpfs", "-o", "size=256k", "tmpfs");
        OutputDirectory.Replace(mount.Directory["out"], Files);

        var error = Assert.Throws<OutputException>(() => OutputDirectory.Replace(mount.Directory["out"], [new("large.yaml", new string('x', 1024 * 1024))]));

        Assert.Contains("the disk is full", error.Message, StringComparison.Ordinal);
        Assert.Equal(WrittenTree, mount.Directory.Tree());
    }

    [Fact]
    public void Replace_MountPoint_SaysSo()
    {
        using var mount = Mount("-t", "tmpfs", "tmpfs");

        var error = Assert.Throws<OutputException>(() => OutputDirectory.Replace(mount.Directory.Path, Files));

        Assert.Contains("it is a mount point", error.Message, StringComparison.Ordinal);
        Assert.Empty(mount.Directory.Tree());
        Assert.Empty(Directory.GetDirectories(Path.GetTempPath(), $".{Path.GetFileName(mount.Directory.Path)}*"));
    }

    [Fact]
    public void Replace_ReadOnlyFileSystem_SaysSo()
    {
        using var mount = Mount("-t", "tmpfs", "-o", "ro", "tmpfs");

        var error = Assert.Throws<OutputException>(() => OutputDirectory.Replace(mount.Directory["out"], Files));

        Assert.Contains("the file system is read-only", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Replace_ParentThatMayNotBeWritten_SaysSo()
    {
        using var directory = new TemporaryDirectory();
        OutputDirectory.Replace(directory["parent/out"], Files);
        var before = directory.Tree();

        // Holds for root too.
        if (!Run("chattr", "+i", directory["parent"]))
        {
            Requirement.IsMissing("Making a directory immutable needs root, chattr and a file system that can.");
        }

        try
        {
            var error = Assert.Throws<OutputException>(() => OutputDirectory.Replace(directory["parent/out"], [new("new.yaml", "")]));

            Assert.Contains("you may not write there", error.Message, StringComparison.Ordinal);
            Assert.Equal(before, directory.Tree());
        }
        finally
        {
            Run("chattr", "-i", directory["parent"]);
        }
    }

    [Fact]
    public void Replace_FormerContentThatCannotBeRemoved_IsToldAndTheNewOneStands()
    {
        using var directory = new TemporaryDirectory();
        OutputDirectory.Replace(directory["out"], [new("kept/file.yaml", "")]);
        if (!Run("chattr", "+i", directory["out/kept"]))
        {
            Requirement.IsMissing("Making a directory immutable needs root, chattr and a file system that can.");
        }

        var left = Assert.Single(OutputDirectory.Replace(directory["out"], Files));

        Assert.True(File.Exists(directory["out/README.md"]));
        Assert.True(Run("chattr", "-i", Path.Combine(left, "kept")));
        Assert.Empty(OutputDirectory.Replace(directory["out"], Files));
        Assert.Equal(WrittenTree, directory.Tree());
    }

    private static void AssertRefused(TemporaryDirectory directory, string name, string why)
    {
        var before = directory.Tree();

        var error = Assert.Throws<OutputException>(() => OutputDirectory.Replace(directory[name], Files));

        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, directory.Tree());
    }

    private static MountedDirectory Mount(params string[] arguments)
    {
        var directory = new TemporaryDirectory();
        if (!OperatingSystem.IsLinux() || !Run("mount", [.. arguments, directory.Path]))
        {
            directory.Dispose();
            Requirement.IsMissing("Mounting a small file system needs Linux and root.");
        }

        return new(directory);
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // There is no such program here.
            return false;
        }
    }

    private sealed record MountedDirectory(TemporaryDirectory Directory) : IDisposable
    {
        public void Dispose()
        {
            Assert.True(Run("umount", Directory.Path));
            Directory.Dispose();
        }
    }

    /// <summary>Somebody writes a file at the last moment.</summary>
    private sealed class LateFile(string path) : IDirectoryExchange
    {
        private readonly RenameExchange _renames = new();

        public bool TryExchange(OutputPlace place)
        {
            if (!Path.Exists(path))
            {
                File.WriteAllText(path, "years of work");
            }

            return _renames.TryExchange(place);
        }
    }
}
