using System.Text.Json.Nodes;
using AiStack.Components.Redis;

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

    [Fact]
    public void Publish_Memory_LeavesRoomBesideTheData()
    {
        var server = Server("{ kind: redis, mem_request: 1Gi, storage: 1Gi }");
        var command = server["command"]!.AsArray().Select(word => (string)word!).ToList();

        Assert.InRange(long.Parse(command[command.IndexOf("--maxmemory") + 1], System.Globalization.CultureInfo.InvariantCulture), 1L << 29, (1L << 30) * 8 / 10);
    }

    private static JsonObject Server(string redis) => StackText.Publish($"components: {{ redis: {redis} }}").Find("StatefulSet", "redis").Container();
}
