using System.Text.Json.Nodes;
using AiStack.Kubernetes.Pods;
using AiStack.Kubernetes.Secrets;

namespace AiStack.Kubernetes.References;

/// <summary>Everything of a publication that objects can refer to, whether it is published or made by somebody in the cluster.</summary>
public sealed class ReferenceIndex
{
    private readonly Dictionary<ObjectKey, KubernetesObject> _objects;
    private readonly Dictionary<ObjectKey, MadeObject> _made;
    private readonly ILookup<string, PodShape> _pods;
    private readonly OrderedDictionary<KubernetesObject, PodShape> _podsOf = [];
    private readonly Dictionary<(string Namespace, string Name), ServiceShape> _services = [];
    private readonly Dictionary<(string Namespace, string Name), RequiredSecret> _secrets;
    private readonly ILookup<string, KubernetesObject> _byKind;
    private readonly ILookup<(string Kind, string? Namespace), KubernetesObject> _byNamespace;
    private readonly Dictionary<(string Namespace, string Label, string Value), List<PodShape>> _podsByLabel = [];

    internal ReferenceIndex(IReadOnlyList<KubernetesObject> objects, IReadOnlyList<RequiredSecret> secrets, IReadOnlyList<MadePods> pods, IReadOnlyList<MadeObject> made)
    {
        _objects = objects.ToDictionary(known => known.Key);
        _byKind = objects.ToLookup(known => known.Kind);
        _byNamespace = objects.ToLookup(known => (known.Kind, known.Namespace));
        _made = made.DistinctBy(known => known.Key).ToDictionary(known => known.Key);
        _secrets = secrets.ToDictionary(secret => (secret.Namespace, secret.Name));
        foreach (var known in objects)
        {
            if (ShapeOf(known) is { } shape)
            {
                _podsOf[known] = shape;
            }
        }

        _pods = _podsOf.Values
            .Concat(pods.Select(known => new PodShape(known.Pods.Namespace, known.Pods.Labels, known.Ports)))
            .ToLookup(shape => shape.Namespace);
        foreach (var shape in _pods.SelectMany(group => group))
        {
            foreach (var (label, value) in shape.Labels)
            {
                if (!_podsByLabel.TryGetValue((shape.Namespace, label, value), out var same))
                {
                    _podsByLabel[(shape.Namespace, label, value)] = same = [];
                }

                same.Add(shape);
            }
        }

        foreach (var service in _byKind["Service"].Select(ServiceOf).Concat(made.Where(known => known.Key is { Kind: "Service", Namespace: not null }).Select(known => new ServiceShape(known.Key.Namespace!, known.Key.Name, known.Labels, known.Ports))))
        {
            _services.TryAdd((service.Namespace, service.Name), service);
        }
    }

    /// <summary>Published objects of a kind.</summary>
    public IEnumerable<KubernetesObject> OfKind(string kind) => _byKind[kind];

    /// <summary>Whether an object is published or made by somebody.</summary>
    public bool Has(string group, string kind, string? objectNamespace, string name)
    {
        var key = new ObjectKey(group, kind, objectNamespace, name);
        return _objects.ContainsKey(key) || _made.ContainsKey(key);
    }

    /// <summary>The pods that a published object keeps running.</summary>
    /// <returns><see langword="null"/>: it keeps none.</returns>
    public PodShape? PodsOf(KubernetesObject made) => _podsOf.TryGetValue(made, out var pods) ? pods : null;

    /// <summary>Pods of a namespace.</summary>
    public IEnumerable<PodShape> Pods(string podNamespace) => _pods[podNamespace];

    /// <summary>Published objects of a kind in a namespace.</summary>
    public IEnumerable<KubernetesObject> OfKind(string kind, string objectNamespace) => _byNamespace[(kind, objectNamespace)];

    /// <summary>Pods of a namespace that a selector with <c>matchLabels</c> and <c>matchExpressions</c> selects; an empty one selects all.</summary>
    public IEnumerable<PodShape> Selected(string podNamespace, JsonObject? selector)
    {
        // In a namespace of thousands of pods only those are looked at that have the rarest label of the selector.
        List<PodShape>? fewest = null;
        foreach (var (label, value) in selector?["matchLabels"] as JsonObject ?? [])
        {
            if (!_podsByLabel.TryGetValue((podNamespace, label, value!.GetValue<string>()), out var having))
            {
                return [];
            }

            fewest = fewest is null || having.Count < fewest.Count ? having : fewest;
        }

        return (fewest ?? _pods[podNamespace]).Where(pod => LabelMatch.IsMatch(selector, pod.Labels));
    }

    /// <summary>All Services.</summary>
    public IEnumerable<ServiceShape> Services => _services.Values;

    /// <summary>A Service.</summary>
    /// <returns><see langword="null"/>: there is none.</returns>
    public ServiceShape? Service(string serviceNamespace, string name) => _services.GetValueOrDefault((serviceNamespace, name));

    /// <summary>Whether a Secret is listed as one that has to be there, and holds a key.</summary>
    /// <param name="secretNamespace">Its namespace.</param>
    /// <param name="name">Its name.</param>
    /// <param name="key">The key. <see langword="null"/>: any.</param>
    public bool HasSecret(string secretNamespace, string name, string? key = null) =>
        _secrets.TryGetValue((secretNamespace, name), out var secret) && (key is null || secret.Entries.Any(entry => entry.Key == key));

    /// <summary>Whether a ConfigMap is published with a key.</summary>
    /// <param name="configNamespace">Its namespace.</param>
    /// <param name="name">Its name.</param>
    /// <param name="key">The key. <see langword="null"/>: any.</param>
    public bool HasConfig(string configNamespace, string name, string? key = null) =>
        _made.ContainsKey(new("", "ConfigMap", configNamespace, name))
        || (_objects.TryGetValue(new("", "ConfigMap", configNamespace, name), out var config) && (key is null || (config.Content["data"] as JsonObject)?.ContainsKey(key) is true));

    /// <summary>The pod template of an object that keeps pods running.</summary>
    /// <returns><see langword="null"/>: it keeps none.</returns>
    public static JsonObject? TemplateOf(KubernetesObject made)
    {
        ArgumentNullException.ThrowIfNull(made);
        return made.Kind is "Deployment" or "StatefulSet" or "DaemonSet" or "Job" ? made.Spec?["template"] as JsonObject : null;
    }

    private static PodShape? ShapeOf(KubernetesObject made) => TemplateOf(made) is { } template
        ? new(made.Namespace!, Texts(template["metadata"]?["labels"] as JsonObject), PortsOf(template["spec"] as JsonObject))
        : null;

    private static ServiceShape ServiceOf(KubernetesObject service) => new(
        service.Namespace!, service.Name, service.Labels,
        [.. ((service.Spec?["ports"] as JsonArray) ?? []).OfType<JsonObject>().Select(port => new ContainerPort(port["name"]?.GetValue<string>() ?? "", port["port"]!.GetValue<int>()))]);

    private static List<ContainerPort> PortsOf(JsonObject? pod) =>
    [
        .. ((pod?["containers"] as JsonArray) ?? []).OfType<JsonObject>()
            .SelectMany(container => ((container["ports"] as JsonArray) ?? []).OfType<JsonObject>())
            .Select(port => new ContainerPort(port["name"]?.GetValue<string>() ?? "", port["containerPort"]!.GetValue<int>())),
    ];

    private static Dictionary<string, string> Texts(JsonObject? json) => json?.ToDictionary(entry => entry.Key, entry => entry.Value!.GetValue<string>()) ?? [];
}
