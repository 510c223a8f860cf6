using System.Diagnostics;
using System.Text.Json.Nodes;
using AiStack.Components.Redis;
using AiStack.Tests;

namespace AiStack.Components.Tests.Publishing;

public sealed class RedisManifestsTests
{
    // The shell fills it in where the server reads it; the kubelet's $(NAME) would make it an argument, which all processes can read.
    [Fact]
    public void Publish_Password_IsInNoArgument()
    {
        var command = Server("{ kind: redis }")["command"]!.AsArray().Select(word => (string)word!).ToList();

        Assert.DoesNotContain(command, word => word.Contains("$(", StringComparison.Ordinal));
        Assert.DoesNotContain("--requirepass", command);
        Assert.Contains($"requirepass ${RedisFacts.PasswordVariable}\n", command[2], StringComparison.Ordinal);
        Assert.DoesNotContain('\r', command[2]);
    }

    [Theory]
    [InlineData("{ kind: redis }", "")]
    [InlineData("{ kind: redis, storage: 1Gi }", "60 1")]
    public void Publish_Snapshots_AreMadeWhereThereIsADisk(string redis, string when)
    {
        var command = Server(redis)["command"]!.AsArray().Select(word => (string)word!).ToList();

        Assert.Equal(when, command[command.IndexOf("--save") + 1]);
    }

    // Run by this machine's shell, with a server that says what it is told.
    [Theory]
    [InlineData("{ kind: redis }", 1L << 30, 912680530)]
    [InlineData("{ kind: redis, storage: 1Gi }", 1L << 30, 751619260)]
    [InlineData("{ kind: redis, storage: 1Gi }", 64L << 30, 48103633690)]
    public async Task Publish_Memory_LeavesRoomBesideTheDataWhateverTheLimitIs(string redis, long limit, long forData)
    {
        if (!File.Exists("/bin/sh"))
        {
            Requirement.IsMissing("The command is for a POSIX shell.");
        }

        var server = Server(redis);
        var memory = server["env"]!.AsArray().Single(variable => variable!["valueFrom"]!["resourceFieldRef"] is not null)!;
        var folder = Directory.CreateTempSubdirectory("aistack-redis-");
        var program = Path.Combine(folder.FullName, "redis-server");
        await File.WriteAllTextAsync(program, "#!/bin/sh\necho \"$@\"\ncat\n", TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        var start = new ProcessStartInfo("/bin/sh", server["command"]!.AsArray().Skip(1).Select(word => (string)word!))
        {
            RedirectStandardOutput = true,
            Environment = { [(string)memory["name"]!] = $"{limit}", [RedisFacts.PasswordVariable] = "secret", ["PATH"] = $"{folder.FullName}:{Environment.GetEnvironmentVariable("PATH")}" },
        };
        using var process = Process.Start(start)!;
        var told = (await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Split('\n');
        folder.Delete(recursive: true);

        Assert.EndsWith(" --maxmemory-policy noeviction -", told[0], StringComparison.Ordinal);
        Assert.Equal(["requirepass secret", $"maxmemory {forData}", ""], told[1..]);
        Assert.Equal("limits.memory", (string?)memory["valueFrom"]!["resourceFieldRef"]!["resource"]);
        Assert.NotNull(server["resources"]!["limits"]!["memory"]);
    }

    private static JsonObject Server(string redis) => StackText.Publish($"components: {{ redis: {redis} }}").Find("StatefulSet", "redis").Container();
}
