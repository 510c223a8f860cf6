using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiStack.Core.Units;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Kubernetes.Quotas;

/// <summary>A quota for each namespace: what was published for it may use, at the most that autoscalers and updates make of it, and no more.</summary>
/// <remarks>
/// Source: Kubernetes, «Resource Quotas»: where processors or memory are counted, a pod that does not say what it takes is refused. In
/// a namespace with such pods they are therefore not counted. Of devices only requests can be counted. A namespace that a chart of the
/// platform puts pods into has no quota, since what they take is the chart's affair.
/// </remarks>
public static class ResourceQuotas
{
    /// <summary>A publication with a quota in each of its namespaces that has pods or disks.</summary>
    /// <param name="publication">The publication.</param>
    public static Publication AddTo(Publication publication)
    {
        ArgumentNullException.ThrowIfNull(publication);

        var reader = new DemandReader(ScaledTo(publication.Objects));
        var inNamespace = publication.Objects.ToLookup(made => made.Namespace);
        var shared = publication.Releases.Select(release => release.Namespace).ToHashSet(StringComparer.Ordinal);
        var quotas = publication.Namespaces
            .Where(space => !shared.Contains(space))
            .Select(space => (Namespace: space, Hard: Hard([.. inNamespace[space]], reader)))
            .Where(quota => quota.Hard.Count > 0)
            .Select(quota => new KubernetesObject("v1", "ResourceQuota", publication.Stack.Spec.Name, quota.Namespace)
            {
                Labels = StandardLabels.Of(publication.Stack),
                Spec = new() { ["hard"] = quota.Hard },
            });
        return publication with { Objects = ObjectOrder.Of(publication.Objects.Concat(quotas)) };
    }

    private static JsonObject Hard(IReadOnlyList<KubernetesObject> objects, DemandReader reader)
    {
        var hard = new JsonObject();
        var pods = objects.Select(reader.PodsOf).OfType<MadePodsOf>().ToList();
        if (pods.Count > 0)
        {
            // One pod of the largest size on top, for one that still ends while its successor starts.
            var total = pods.Select(each => each.Each.Times(each.Most)).Aggregate(pods.Select(each => each.Each).Aggregate((most, each) => most.Or(each)), (sum, each) => sum.Plus(each));
            Write(hard, "requests", total.Requests);
            Write(hard, "limits", total.Limits);
            hard["pods"] = (pods.Sum(each => each.Most) + 1).ToString(CultureInfo.InvariantCulture);
        }

        var disks = objects.SelectMany(reader.DisksOf).ToList();
        if (disks.Count > 0)
        {
            hard["persistentvolumeclaims"] = disks.Count.ToString(CultureInfo.InvariantCulture);
            hard["requests.storage"] = Quantity.FromBytes((long)disks.Sum()).ToString();
        }

        return hard;
    }

    private static void Write(JsonObject hard, string prefix, IReadOnlyDictionary<string, decimal>? amounts)
    {
        if (amounts is null)
        {
            return;
        }

        hard[$"{prefix}.cpu"] = Quantity.FromDecimal(amounts["cpu"]).ToString();
        hard[$"{prefix}.memory"] = Quantity.FromBytes((long)amounts["memory"]).ToString();
        if (prefix == "requests")
        {
            foreach (var (device, count) in amounts.Where(entry => entry.Key.Contains('/', StringComparison.Ordinal)).OrderBy(entry => entry.Key, StringComparer.Ordinal))
            {
                hard[$"requests.{device}"] = Quantity.FromDecimal(count).ToString();
            }
        }
    }

    // ScaledObject: maxReplicaCount; HorizontalPodAutoscaler: maxReplicas.
    private static Dictionary<(string Kind, string? Namespace, string Name), int> ScaledTo(IEnumerable<KubernetesObject> objects)
    {
        var scaled = new Dictionary<(string Kind, string? Namespace, string Name), int>();
        foreach (var scaler in objects)
        {
            if (scaler.Spec?["scaleTargetRef"] is JsonObject target && (scaler.Spec["maxReplicaCount"] ?? scaler.Spec["maxReplicas"]) is { } most && most.GetValueKind() == JsonValueKind.Number)
            {
                scaled[(target["kind"]?.GetValue<string>() ?? "Deployment", scaler.Namespace, target["name"]!.GetValue<string>())] = most.GetValue<int>();
            }
        }

        return scaled;
    }
}
