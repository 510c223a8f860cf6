using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiStack.Core.Units;

namespace AiStack.Kubernetes.Quotas;

/// <summary>Reads what an object's pods and disks take: of a pod template, or of an operator's object by the shapes that operators use.</summary>
/// <param name="scaledTo">The most replicas that autoscalers may ask for, by kind, namespace and name.</param>
internal sealed class DemandReader(IReadOnlyDictionary<(string Kind, string? Namespace, string Name), int> scaledTo)
{
    private const string Claim = "PersistentVolumeClaim";
    private const string DefaultDevice = "nvidia.com/gpu";

    // What Kubernetes adds to a Deployment during an update unless it says otherwise.
    private const decimal DefaultSurge = 0.25m;

    /// <summary>The pods of an object.</summary>
    /// <returns><see langword="null"/>: it makes none.</returns>
    public MadePodsOf? PodsOf(KubernetesObject made)
    {
        // A claim's resources are a disk.
        if (made.Spec is not { } spec || made.Kind == Claim)
        {
            return null;
        }

        if (spec["template"]?["spec"] is JsonObject pod && pod["containers"] is JsonArray)
        {
            return new(OfPod(pod), made.Kind switch
            {
                "Deployment" => Count(made, spec["replicas"]) is var replicas && spec["strategy"]?["type"]?.GetValue<string>() == "Recreate" ? replicas : replicas + Surge(spec["strategy"]?["rollingUpdate"]?["maxSurge"], replicas),
                "Job" => Number(spec["parallelism"]) ?? 1,
                _ => Count(made, spec["replicas"]),
            });
        }

        // An operator's object: {replicas, resources} or {instances, resources}, at the top or in a part of its own.
        foreach (var part in new[] { spec["deploymentConfig"] as JsonObject, spec })
        {
            if (part?["resources"] is JsonObject || part?.ContainsKey("replicas") == true || part?.ContainsKey("instances") == true)
            {
                var replicas = Count(made, part["replicas"] ?? part["instances"]);
                var isReplaced = part["deploymentStrategy"]?.GetValueKind() == JsonValueKind.String && part["deploymentStrategy"]!.GetValue<string>() == "Recreate";
                return new(OfResources(part["resources"] as JsonObject), isReplaced ? replicas : replicas + Surge(null, replicas));
            }
        }

        return null;
    }

    /// <summary>Sizes of the disks of an object, in bytes.</summary>
    public IEnumerable<decimal> DisksOf(KubernetesObject made)
    {
        if (made.Spec is not { } spec)
        {
            return [];
        }

        if (made.Kind == Claim)
        {
            return Sizes(spec["resources"]?["requests"]?["storage"], 1);
        }

        var templates = (spec["volumeClaimTemplates"] as JsonArray ?? []).SelectMany(claim => Sizes(claim?["spec"]?["resources"]?["requests"]?["storage"], Count(made, spec["replicas"])));

        // One disk for all pods of a {storageConfig: {size}}, one for each instance of a {storage: {size}}.
        return templates
            .Concat(spec["storageConfig"]?["enabled"]?.GetValueKind() == JsonValueKind.True ? Sizes(spec["storageConfig"]!["size"], 1) : [])
            .Concat(spec["instances"] is null ? [] : Sizes(spec["storage"]?["size"], Count(made, spec["instances"])))
            .Concat(spec["instances"] is null ? [] : Sizes(spec["walStorage"]?["size"], Count(made, spec["instances"])));
    }

    // Containers that run to their end before the others start need no more than the largest of them.
    private static Demand OfPod(JsonObject pod)
    {
        var running = Containers(pod, "containers").Select(container => OfResources(container["resources"] as JsonObject)).Aggregate(Demand.None, (sum, each) => sum.Plus(each));
        return Containers(pod, "initContainers").Select(container => OfResources(container["resources"] as JsonObject)).Aggregate(running, (most, each) => most.Or(each));
    }

    private static IEnumerable<JsonObject> Containers(JsonObject pod, string key) => (pod[key] as JsonArray ?? []).OfType<JsonObject>();

    // {requests: {…}, limits: {…}} or, where both are the same, {cpu, memory, gpu, gpuType}.
    private static Demand OfResources(JsonObject? resources)
    {
        if (resources is null || resources.ContainsKey("requests") || resources.ContainsKey("limits"))
        {
            return new(Amounts(resources?["requests"] as JsonObject), Amounts(resources?["limits"] as JsonObject));
        }

        var amounts = new JsonObject { ["cpu"] = resources["cpu"]?.DeepClone(), ["memory"] = resources["memory"]?.DeepClone() };
        if (resources["gpu"] is { } devices)
        {
            amounts[resources["gpuType"]?.GetValue<string>() ?? DefaultDevice] = devices.DeepClone();
        }

        return new(Amounts(amounts), Amounts(amounts));
    }

    // A pod that leaves one of the two out would be refused where they are counted.
    private static Dictionary<string, decimal>? Amounts(JsonObject? amounts)
    {
        var read = (amounts ?? []).Where(entry => entry.Value is not null).ToDictionary(entry => entry.Key, entry => Quantity.Parse(entry.Value!.ToString()).ToDecimal());
        return read.ContainsKey("cpu") && read.ContainsKey("memory") ? read : null;
    }

    private static IEnumerable<decimal> Sizes(JsonNode? size, int count) => size is null ? [] : Enumerable.Repeat(Quantity.Parse(size.GetValue<string>()).ToDecimal(), count);

    private static int Surge(JsonNode? surge, int replicas) => surge switch
    {
        not null when surge.GetValueKind() == JsonValueKind.String && surge.GetValue<string>() is [.. var percent, '%'] => (int)Math.Ceiling(replicas * decimal.Parse(percent, CultureInfo.InvariantCulture) / 100),
        not null => Number(surge) ?? 0,
        null => (int)Math.Ceiling(replicas * DefaultSurge),
    };

    private int Count(KubernetesObject made, JsonNode? replicas) => Math.Max(Number(replicas) ?? 1, scaledTo.GetValueOrDefault((made.Kind, made.Namespace, made.Name)));

    private static int? Number(JsonNode? number) => number?.GetValueKind() == JsonValueKind.Number ? number.GetValue<int>() : null;
}
