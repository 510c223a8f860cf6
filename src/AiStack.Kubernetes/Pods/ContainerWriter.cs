using System.Text.Json.Nodes;
using AiStack.Core.Units;

namespace AiStack.Kubernetes.Pods;

/// <summary>Containers as the API server takes them, hardened as the <i>restricted</i> Pod Security Standard asks for.</summary>
internal static class ContainerWriter
{
    public static JsonObject Write(Container container, JsonArray environment)
    {
        var json = new JsonObject
        {
            ["name"] = container.Name,
            ["image"] = container.Image,
            ["imagePullPolicy"] = "IfNotPresent",
            ["command"] = Texts(container.Command),
            ["args"] = Texts(container.Arguments),
            ["env"] = environment.Count == 0 ? null : environment,
            ["ports"] = container.Ports.Count == 0 ? null : new JsonArray([.. container.Ports.Select(port => new JsonObject { ["name"] = port.Name, ["containerPort"] = port.Number, ["protocol"] = "TCP" })]),
            ["resources"] = ResourcesOf(container.Resources),
            ["startupProbe"] = ProbeOf(container.Startup),
            ["readinessProbe"] = ProbeOf(container.Readiness),
            ["livenessProbe"] = ProbeOf(container.Liveness),
            ["lifecycle"] = container.DrainSeconds is { } seconds ? new JsonObject { ["preStop"] = new JsonObject { ["sleep"] = new JsonObject { ["seconds"] = seconds } } } : null,
            ["securityContext"] = new JsonObject
            {
                ["allowPrivilegeEscalation"] = false,
                ["capabilities"] = new JsonObject { ["drop"] = new JsonArray("ALL") },
                ["privileged"] = false,
                ["readOnlyRootFilesystem"] = true,
                ["runAsNonRoot"] = true,
            },
            ["volumeMounts"] = container.Mounts.Count == 0 ? null : new JsonArray([.. container.Mounts.Select(MountOf)]),
        };
        foreach (var (key, value) in container.Further ?? [])
        {
            json[key] = value?.DeepClone();
        }

        return json;
    }

    public static JsonObject ResourcesOf(Resources resources)
    {
        var requests = new JsonObject
        {
            ["cpu"] = resources.Cpu.ToString(),
            ["memory"] = resources.Memory.ToString(),
            ["ephemeral-storage"] = resources.EphemeralStorage.ToString(),
        };
        var limits = new JsonObject
        {
            ["cpu"] = (resources.CpuLimit ?? Quantity.FromDecimal(resources.Cpu.ToDecimal() * 2)).ToString(),
            ["memory"] = (resources.MemoryLimit ?? resources.Memory).ToString(),
            ["ephemeral-storage"] = resources.EphemeralStorage.ToString(),
        };
        foreach (var (device, count) in resources.Devices)
        {
            requests[device] = count.ToString();
            limits[device] = count.ToString();
        }

        return new() { ["requests"] = requests, ["limits"] = limits };
    }

    public static JsonArray? Texts(IReadOnlyList<string>? texts) => texts is null ? null : new JsonArray([.. texts.Select(text => (JsonNode)text)]);

    private static JsonNode MountOf(VolumeMount mount) => new JsonObject
    {
        ["name"] = mount.Volume,
        ["mountPath"] = mount.Path,
        ["subPath"] = mount.SubPath,
        ["readOnly"] = mount.IsReadOnly ? true : null,
    };

    private static JsonObject? ProbeOf(Probe? probe) => probe is null ? null : new()
    {
        ["httpGet"] = probe.HttpPath is null ? null : new JsonObject { ["path"] = probe.HttpPath, ["port"] = probe.Port },
        ["tcpSocket"] = probe.HttpPath is null && probe.Port is not null ? new JsonObject { ["port"] = probe.Port } : null,
        ["exec"] = probe.Command is null ? null : new JsonObject { ["command"] = Texts(probe.Command) },
        ["periodSeconds"] = Seconds(probe.Period),
        ["timeoutSeconds"] = Seconds(probe.Timeout),
        ["failureThreshold"] = probe.Failures,
    };

    private static int Seconds(TimeSpan time) => (int)Math.Ceiling(time.TotalSeconds);
}
