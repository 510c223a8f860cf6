using AiStack.Kubernetes.Output;

namespace AiStack.Kubernetes.Tests.Output;

/// <summary>Processes that are killed while they publish.</summary>
public sealed class OutputDirectoryKillTests
{
    [Theory]
    [InlineData("atomic")]
    [InlineData("renames")]
    public void Replace_KilledAtAnyMoment_LeavesOneVersionWhole(string way)
    {
        using var directory = new TemporaryDirectory();
        var random = new Random(4);
        for (var round = 0; round < 10; round++)
        {
            using (var process = PublishingProcess.Start(directory["out"], way))
            {
                Thread.Sleep(random.Next(5, 120));
                Assert.False(process.HasExited);
                process.Kill();
                process.WaitForExit();
            }

            // Between two renamings there is no output directory until the next start; what it was stands beside it.
            if (way == "atomic" && Directory.Exists(directory["out"]))
            {
                Versions.AssertWhole(directory["out"]);
            }
            else if (Directory.EnumerateDirectories(directory.Path, ".out.*.old").SingleOrDefault() is { } former)
            {
                Versions.AssertWhole(former);
            }
        }

        Assert.Empty(OutputDirectory.Replace(directory["out"], Versions.Make(0)));
        Versions.AssertWhole(directory["out"]);
        Assert.Equal([directory["out"]], Directory.EnumerateFileSystemEntries(directory.Path));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    public void Replace_KilledAfterARenaming_NextStartHasAWholeOutput(int step, bool isThere)
    {
        using var directory = new TemporaryDirectory();
        using (var process = PublishingProcess.Start(directory["out"], $"{step}"))
        {
            process.WaitForExit();
        }

        Assert.Equal(isThere, Directory.Exists(directory["out"]));

        // A start that fails later has repaired all the same.
        var place = OutputPlace.Of(directory["out"]);
        Assert.Empty(Leftovers.Repair(place));
        Versions.AssertWhole(directory["out"]);
        Assert.Equal([directory["out"]], Directory.EnumerateFileSystemEntries(directory.Path));
    }

    [Fact]
    public void Replace_WhileAnotherProcessReplaces_WaitsForItAndMixesNothing()
    {
        using var directory = new TemporaryDirectory();
        using var first = PublishingProcess.Start(directory["out"], "atomic");
        using var second = PublishingProcess.Start(directory["out"], "atomic");
        try
        {
            for (var version = 0; version < 20; version++)
            {
                Assert.Empty(OutputDirectory.Replace(directory["out"], Versions.Make(version)));
            }

            Assert.False(first.HasExited || second.HasExited);
        }
        finally
        {
            first.Kill();
            second.Kill();
            first.WaitForExit();
            second.WaitForExit();
        }

        Versions.AssertWhole(directory["out"]);
    }

    [Fact]
    public void Replace_WhileItIsRead_IsThereAtEveryMoment()
    {
        using var directory = new TemporaryDirectory();
        OutputDirectory.Replace(directory["out"], Versions.Make(0));
        if (!new AtomicExchange().TryExchange(Swapped(directory)))
        {
            Requirement.IsMissing("This file system cannot exchange directories in one step: set TMPDIR to ext4, xfs, btrfs, tmpfs or APFS.");
        }

        using var process = PublishingProcess.Start(directory["out"], "atomic");
        try
        {
            for (var i = 0; i < 20_000; i++)
            {
                Assert.True(File.Exists(directory["out/namespaces/n0/file0.yaml"]));
            }
        }
        finally
        {
            process.Kill();
            process.WaitForExit();
        }
    }

    // Two directories exchanged for a trial.
    private static OutputPlace Swapped(TemporaryDirectory directory)
    {
        var place = OutputPlace.Of(directory["trial"]);
        Directory.CreateDirectory(place.Target);
        Directory.CreateDirectory(place.New);
        return place;
    }
}
