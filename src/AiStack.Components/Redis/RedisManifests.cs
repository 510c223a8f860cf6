using System.Globalization;
using AiStack.Core;
using AiStack.Core.Units;
using AiStack.Kubernetes.Pods;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Components.Redis;

/// <summary>Redis in a cluster: one server, with a disk if the stack gives it one.</summary>
internal static class RedisManifests
{
    private const string Role = "server";
    private const string PortName = "redis";
    private const string DataVolume = "data";

    private const string MemoryVariable = "MEMORY_LIMIT";

    // The last argument has the server read settings from its standard input as well: among its arguments every process of the node could read the password.
    // What data may take is a share of what the container has, whoever says how much that is. $((…)) is not for here: in a command $( is the kubelet's own.
    private static string Start(RedisSpec spec) => string.Create(CultureInfo.InvariantCulture, $"""
        exec redis-server "$@" - <<END
        requirepass ${RedisFacts.PasswordVariable}
        maxmemory `expr ${MemoryVariable} / 100 '*' {PercentForData(spec)}`
        END

        """).ReplaceLineEndings("\n");

    public static void Publish(ManifestContext context, Component redis)
    {
        var spec = (RedisSpec)redis.Spec;
        var pods = context.Add(new Workload(redis, Role, redis.Name, WorkloadKind.StatefulSet, new(RedisFacts.UserId, RedisFacts.UserId, RedisFacts.UserId))
        {
            Containers = [Server(redis, spec)],
            IsAlone = true,
            Claims = spec.Storage is { } storage ? [new(DataVolume, storage)] : [],
            Volumes = spec.Storage is null ? [Volume.Empty(DataVolume, "16Mi")] : [],
        });
        context.AddService(redis, Role, redis.Name, isHeadless: false, new ServicePort(PortName, RedisFacts.Port, PortName));
        context.Listens(redis, RedisModule.EndpointName, pods, RedisFacts.Port);
    }

    private static Container Server(Component redis, RedisSpec spec) => new("redis", RedisFacts.Reference, new(Quantity.Parse("100m"), spec.Memory) { CpuLimit = Quantity.Parse("1"), EphemeralStorage = Quantity.Parse("256Mi") })
    {
        Command =
        [
            "/bin/sh", "-c", Start(spec), "redis-server",
            .. spec.Storage is null ? RedisFacts.NoSnapshotArguments : RedisFacts.SnapshotArguments,
            "--maxmemory-policy", "noeviction",
        ],
        FieldEnvironment = new Dictionary<string, string> { [MemoryVariable] = "limits.memory" },
        Environment = [new(RedisFacts.PasswordVariable, RedisFacts.PasswordOf(redis.Name))],
        Ports = [new(PortName, RedisFacts.Port)],

        // With -e an answer that is an error, such as that the data is still being loaded, is one for the probe, too.
        Readiness = Probe.Exec("redis-cli", "-e", "ping"),
        Liveness = Probe.Tcp(PortName) with { Period = TimeSpan.FromSeconds(20) },
        Mounts = [new(DataVolume, RedisFacts.DataDirectory)],
    };

    // A snapshot is made by a copy of the process, which needs memory of its own.
    private static int PercentForData(RedisSpec spec) => spec.Storage is null ? 85 : 70;
}
