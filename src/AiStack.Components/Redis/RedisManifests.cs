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

    public static void Publish(ManifestContext context, Component redis)
    {
        var spec = (RedisSpec)redis.Spec;
        var pods = context.Add(new Workload(redis, Role, redis.Name, WorkloadKind.StatefulSet, new(RedisFacts.UserId, RedisFacts.UserId, RedisFacts.UserId))
        {
            Containers = [Server(redis, spec)],
            Claims = spec.Storage is { } storage ? [new(DataVolume, storage)] : [],
            Volumes = spec.Storage is null ? [Volume.Empty(DataVolume, "1Gi")] : [],
        });
        context.AddService(redis, Role, redis.Name, isHeadless: false, new ServicePort(PortName, RedisFacts.Port, PortName));
        context.Listens(redis, RedisModule.EndpointName, pods, RedisFacts.Port);
    }

    private static Container Server(Component redis, RedisSpec spec) => new("redis", RedisFacts.Reference, new(Quantity.Parse("100m"), spec.Memory)
    {
        CpuLimit = Quantity.Parse("1"),
        EphemeralStorage = Quantity.Parse(spec.Storage is null ? "1536Mi" : "256Mi"),
    })
    {
        // The kubelet fills in the password; a shell is needed for nothing.
        Arguments = ["--requirepass", $"$({RedisFacts.PasswordVariable})", .. RedisFacts.SnapshotArguments, "--maxmemory", MemoryForData(spec.Memory), "--maxmemory-policy", "noeviction"],
        Environment = [new(RedisFacts.PasswordVariable, RedisFacts.PasswordOf(redis.Name))],
        Ports = [new(PortName, RedisFacts.Port)],
        Readiness = Probe.Tcp(PortName),
        Liveness = Probe.Tcp(PortName) with { Period = TimeSpan.FromSeconds(20) },
        Mounts = [new(DataVolume, RedisFacts.DataDirectory)],
    };

    // A snapshot is made by a copy of the process, which needs memory of its own.
    private static string MemoryForData(Quantity memory) => (memory.Bytes * 7 / 10).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
