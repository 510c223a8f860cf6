using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AiStack.Kubernetes.Publishing;
using AiStack.Kubernetes.Secrets;
using AiStack.Kubernetes.Validation.Structure;

namespace AiStack.Kubernetes.Formats.Helm;

/// <summary>Finds the places of an object that a chart's user may want to set, by the shapes that Kubernetes and operators write them in.</summary>
internal sealed partial class SlotFinder
{
    private readonly HashSet<(string Namespace, string Name)> _secrets;
    private readonly List<ChartSlot> _slots = [];

    /// <summary>A finder for the objects of a publication.</summary>
    /// <param name="publication">Says which Secrets somebody brings; those that operators make have the names that they give them, and those that the platform reads are named in its values.</param>
    public SlotFinder(Publication publication)
    {
        var named = publication.Secrets.Where(secret => secret.MadeBy is not null).Select(secret => secret.Name).Concat(publication.Releases.SelectMany(release => Texts(release.Values))).ToHashSet(StringComparer.Ordinal);
        _secrets = [.. publication.Secrets.Where(secret => !named.Contains(secret.Name)).Select(secret => (secret.Namespace, secret.Name))];
    }

    /// <summary>The places that were found.</summary>
    public IReadOnlyList<ChartSlot> Slots => _slots;

    /// <summary>Looks through an object.</summary>
    /// <param name="made">The object.</param>
    /// <param name="json">Its content, which is filled later.</param>
    public void Find(KubernetesObject made, JsonObject json)
    {
        FindNumbers(made, json);
        FindPodCounts(made, json["spec"]?["template"]?["spec"] as JsonObject);
        FindStorage(made, json);
        Walk(made, json, null, null);
        if (made.Kind == "ResourceQuota" && json["spec"] is JsonObject quota && quota["hard"] is JsonObject hard)
        {
            _slots.Add(new(ChartSections.Quotas, made.Namespace!, [made.Namespace!], null, hard.DeepClone(), SlotForm.Block, made, made.ToString(), mark => quota["hard"] = mark));
        }
    }

    private void FindNumbers(KubernetesObject made, JsonObject json)
    {
        foreach (var spec in new[] { json["spec"], json["spec"]?["deploymentConfig"] }.OfType<JsonObject>())
        {
            foreach (var (key, section, part) in new[]
            {
                ("replicas", ChartSections.Replicas, null),
                ("instances", ChartSections.Replicas, null),
                ("minReplicaCount", ChartSections.Scaling, "min"),
                ("maxReplicaCount", ChartSections.Scaling, (string?)"max"),
            })
            {
                // Where there can be only one pod there may still be none: the least of a scaler.
                if (spec[key]?.GetValueKind() == JsonValueKind.Number && (part == "min" || !made.ValueRules.IsAlone))
                {
                    Add(section, made, null, part, spec, key, SlotForm.Number);
                }
            }
        }
    }

    private void FindPodCounts(KubernetesObject made, JsonObject? pod)
    {
        foreach (var variable in (pod?["containers"] as JsonArray ?? []).SelectMany(container => container!["env"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (made.ValueRules.PodCounts.TryGetValue(JsonWords.Text(variable["name"])!, out var workload))
            {
                var count = int.Parse(JsonWords.Text(variable["value"])!, CultureInfo.InvariantCulture);
                var (identity, names) = Naming(workload, "");
                _slots.Add(new(ChartSections.Replicas, identity, names, null, count, SlotForm.Text, made, made.ToString(), mark => variable["value"] = mark));
            }
        }
    }

    private void FindStorage(KubernetesObject made, JsonObject json)
    {
        var spec = json["spec"] as JsonObject;
        if (made.Kind == "PersistentVolumeClaim")
        {
            AddClaim(made, null, spec);
        }

        foreach (var claim in (spec?["volumeClaimTemplates"] as JsonArray ?? []).OfType<JsonObject>())
        {
            AddClaim(made, (spec!["volumeClaimTemplates"] as JsonArray)!.Count > 1 ? JsonWords.Text(claim["metadata"]?["name"]) : null, claim["spec"] as JsonObject);
        }

        // What operators make a claim of: {size, storageClass} or {size, storageClassName}.
        foreach (var (key, classKey) in new[] { ("storage", "storageClass"), ("walStorage", "storageClass"), ("storageConfig", "storageClassName") })
        {
            if (spec?[key] is JsonObject storage && JsonWords.Text(storage["size"]) is not null)
            {
                AddDisk(made, key == "walStorage" ? "wal" : null, storage, "size", storage, classKey);
            }
        }
    }

    private void AddClaim(KubernetesObject made, string? name, JsonObject? claim)
    {
        if (claim?["resources"]?["requests"] is JsonObject requests && JsonWords.Text(requests["storage"]) is not null)
        {
            AddDisk(made, name, requests, "storage", claim, "storageClassName");
        }
    }

    private void AddDisk(KubernetesObject made, string? name, JsonObject sizeAt, string sizeKey, JsonObject classAt, string classKey)
    {
        Add(ChartSections.Storage, made, name, "size", sizeAt, sizeKey, SlotForm.Text);
        classAt[classKey] ??= "";
        Add(ChartSections.Storage, made, name, "class", classAt, classKey, SlotForm.OptionalLine);
    }

    private void Walk(KubernetesObject made, JsonNode? node, string? key, string? container)
    {
        switch (node)
        {
            case JsonObject mapping:
                var names = key is "containers" or "initContainers" && IsOneOfSeveral(mapping) ? JsonWords.Text(mapping["name"]) : container;
                foreach (var (child, value) in mapping.ToList())
                {
                    if (!FindHere(made, mapping, key, child, value, names))
                    {
                        Walk(made, value, child, names);
                    }
                }

                break;
            case JsonArray list:
                foreach (var item in list)
                {
                    Walk(made, item, key, container);
                }

                break;
        }
    }

    // Whether a pod has more than this container.
    private static bool IsOneOfSeveral(JsonObject container) =>
        container.Parent?.Parent is JsonObject pod && ((pod["containers"] as JsonArray)?.Count ?? 0) + ((pod["initContainers"] as JsonArray)?.Count ?? 0) > 1;

    private bool FindHere(KubernetesObject made, JsonObject mapping, string? key, string child, JsonNode? value, string? container)
    {
        switch (value)
        {
            case JsonObject parts when child == "image" && JsonWords.Text(parts["registry"]) is { } registry && JsonWords.Text(parts["name"]) is { } name:
                AddImage(made, $"{registry}/{name}", "registry", parts, "registry");
                AddImage(made, $"{registry}/{name}", "name", parts, "name");
                return true;
            case JsonObject resources when child == "resources" && (resources["requests"] is JsonObject requests && requests["storage"] is null || JsonWords.Text(resources["cpu"]) is not null || JsonWords.Text(resources["memory"]) is not null):
                Add(ChartSections.Resources, made, container, null, mapping, child, SlotForm.Block);
                return true;
            case JsonValue when child is "image" or "imageName" && JsonWords.Text(value) is { } image && image.Contains(':', StringComparison.Ordinal):
                AddImage(made, image, null, mapping, child);
                return true;
            case JsonValue when made.Namespace is not null && JsonWords.Text(value) is { } text && _secrets.Contains((made.Namespace, text)) && IsSecretName(made, mapping, key, child):
                _slots.Add(new(ChartSections.Secrets, text, [text], null, text, SlotForm.Text, made, made.ToString(), mark => mapping[child] = mark));
                return true;
            default:
                return false;
        }
    }

    // secretKeyRef: {name, key} | credentials: {name, key} | secret: {name} | secretName: … | imagePullSecrets: [{name}]
    private static bool IsSecretName(KubernetesObject made, JsonObject mapping, string? key, string child) =>
        child.Contains("secret", StringComparison.OrdinalIgnoreCase)
        || (child == "name" && key is not null && !key.Contains("configMap", StringComparison.OrdinalIgnoreCase)
            && (key.Contains("secret", StringComparison.OrdinalIgnoreCase) || mapping.ContainsKey("key") || (made.Kind == ExternalSecrets.Kind && key == "target")));

    private void AddImage(KubernetesObject made, string reference, string? part, JsonObject mapping, string child)
    {
        var path = reference.Split('@')[0].Split('/');
        var (name, tag) = path[^1].Split(':') is [var first, .. var rest] ? (first, string.Concat(rest)) : (path[^1], "");
        List<string> names = [name, .. path.Length > 1 ? [$"{path[^2]}-{name}"] : (string[])[], $"{name}-{tag}", reference];
        _slots.Add(new(ChartSections.Images, reference, names, part, mapping[child]!.DeepClone(), SlotForm.Text, made, made.ToString(), mark => mapping[child] = mark));
    }

    private void Add(string section, KubernetesObject made, string? within, string? part, JsonObject mapping, string child, SlotForm form)
    {
        var suffix = within is null ? "" : $"-{within}";

        var (identity, names) = Naming(made.Key, suffix);
        _slots.Add(new(
            section, identity, names,
            part, mapping[child]!.DeepClone(), form, made, $"{made}{(within is null ? "" : $", {within}")}", mark => mapping[child] = mark));
    }

    private static (string Identity, IReadOnlyList<string> Names) Naming(ObjectKey key, string suffix)
    {
        // A Job's name ends in hashes, which are others after the next change of the stack.
        var name = key.Kind == JobNames.Kind ? Hashes().Replace(key.Name, "") : key.Name;
        return ($"{key}{suffix}", [$"{name}{suffix}", $"{key.Namespace}-{name}{suffix}", $"{key.Namespace}-{name}-{key.Kind}{suffix}"]);
    }

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject mapping => mapping.SelectMany(entry => Texts(entry.Value)),
        JsonArray list => list.SelectMany(Texts),
        _ => JsonWords.Text(node) is { } text ? [text] : [],
    };

    [GeneratedRegex("(-[0-9a-f]{8})+$", RegexOptions.CultureInvariant)]
    private static partial Regex Hashes();
}
