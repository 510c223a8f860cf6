using System.Text.Json.Nodes;
using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;
using AiStack.Core.Values;
using AiStack.Kubernetes.Network;
using AiStack.Kubernetes.Platform;
using AiStack.Kubernetes.Pods;
using AiStack.Kubernetes.References;
using AiStack.Kubernetes.Secrets;

namespace AiStack.Kubernetes.Publishing;

/// <summary>Takes what components publish: objects, and what else they need in a cluster.</summary>
/// <remarks>Namespaces, network policies, external secrets and checks of the whole are made from it when every component has had its turn.</remarks>
public sealed class ManifestContext
{
    private readonly Dictionary<(string Component, string Endpoint), List<Listener>> _listeners = [];
    private readonly List<NetworkFlow> _flows = [];
    private readonly List<Problem> _problems = [];
    private readonly List<Explanation> _explanations = [];
    private readonly List<GuideSection> _guide = [];
    private readonly OrderedDictionary<string, PlatformRelease> _releases = [];
    private readonly Dictionary<string, JsonObject> _values = [];
    private readonly OrderedDictionary<string, (PodSecurity Level, string Reason)> _podSecurity = [];

    private readonly OrderedDictionary<string, string> _foreignNamespaces = [];
    private readonly List<MadePods> _madePods = [];
    private readonly List<MadeObject> _madeObjects = [];

    internal ManifestContext(Stack stack) => (Stack, Addresses) = (stack, new(stack));

    /// <summary>The stack.</summary>
    public Stack Stack { get; }

    /// <summary>Addresses of its components inside the cluster.</summary>
    public ClusterAddresses Addresses { get; }

    /// <summary>The objects so far.</summary>
    public ManifestSet Objects { get; } = new();

    /// <summary>The Secrets that are referred to.</summary>
    public SecretBook Secrets { get; } = new();

    /// <summary>Connections that are allowed.</summary>
    public IReadOnlyList<NetworkFlow> Flows => _flows;

    /// <summary>What is wrong with what would be published.</summary>
    public IReadOnlyList<Problem> Problems => _problems;

    /// <summary>Why objects cannot meet rules of good practice.</summary>
    public IReadOnlyList<Explanation> Explanations => _explanations;

    /// <summary>Sections of the publication's README.</summary>
    public IReadOnlyList<GuideSection> GuideSections => _guide;

    /// <summary>Operators and gateways that the stack needs, by the names of their releases.</summary>
    public IEnumerable<PlatformRelease> Releases =>
        _releases.Values.Select(release => _values.TryGetValue(release.Name, out var values) ? release with { Values = JsonMerge.Deep(release.Values, values) } : release);

    /// <summary>Namespaces that cannot have the strictest level of Pod Security.</summary>
    internal IReadOnlyDictionary<string, (PodSecurity Level, string Reason)> PodSecurityOf => _podSecurity;

    /// <summary>Adds an object of a component, with the standard labels and what the user says about the component's objects.</summary>
    /// <param name="owner">The component or sub-component.</param>
    /// <param name="role">What it is for within the component; <see langword="null"/>: the component as a whole.</param>
    /// <param name="made">The object.</param>
    /// <param name="userLabels">Where the user's labels go.</param>
    public void Add(Component owner, string? role, KubernetesObject made, UserLabels userLabels = UserLabels.AsLabels)
    {
        ArgumentNullException.ThrowIfNull(owner);
        ArgumentNullException.ThrowIfNull(made);

        Join(made.Labels, StandardLabels.Of(Stack, owner, role));
        if (SpecOf(owner) is { } spec)
        {
            Join(userLabels == UserLabels.AsLabels ? made.Labels : made.Annotations, spec.Labels!);
            Join(made.Annotations, spec.Annotations!);
        }

        if (LongestNames.Of(made.Kind) is var longest && made.Name.Length > longest)
        {
            _problems.Add(StructureProblems.DerivedName.At(
                owner.Source.Of(), $"A {made.Kind} of {owner} would be named '{made.Name}', {made.Name.Length} characters, and Kubernetes takes {longest}.", $"Shorten the name of '{owner.Name}'."));
        }

        if (!Objects.TryAdd(made))
        {
            _problems.Add(OutputProblems.DoubledObject.At(owner.Source.Of(), $"{owner} would publish the {made}, and so does another component.", "Rename one of them, or give one another namespace."));
        }
    }

    /// <summary>Adds an object that belongs to the stack as a whole, or that several components share: the same one again is no problem.</summary>
    public void AddShared(KubernetesObject made)
    {
        ArgumentNullException.ThrowIfNull(made);

        Join(made.Labels, StandardLabels.Of(Stack));
        Objects.TryAdd(made);
    }

    /// <summary>Adds pods and what keeps them running: a service account without a token, and a disruption budget where there is more than one.</summary>
    /// <returns>The pods, for Services and network rules.</returns>
    public PodSet Add(Workload workload)
    {
        ArgumentNullException.ThrowIfNull(workload);

        var (owner, role, name) = (workload.Owner, workload.Role, workload.Name);
        var selector = StandardLabels.Selector(Stack, owner, role);
        var labels = StandardLabels.Of(Stack, owner, role);
        OrderedDictionary<string, string> annotations = [];
        Join(selector, workload.OwnLabels);
        Join(labels, workload.OwnLabels);
        var pods = Pods(owner, role) with { Labels = selector };
        Join(labels, workload.PodLabels);
        Join(annotations, workload.PodAnnotations);
        if (SpecOf(owner) is { } spec)
        {
            Join(labels, spec.Labels!);
            Join(annotations, spec.Annotations!);
        }

        var template = PodWriter.Write(workload, selector, labels, annotations, container => Environment(pods, container.FieldEnvironment, container.Environment));
        Add(owner, role, new("v1", "ServiceAccount", name, pods.Namespace) { Content = { ["automountServiceAccountToken"] = false } });
        Add(owner, role, WorkloadWriter.Write(workload, pods.Namespace, selector, template));
        if (workload.Kind != WorkloadKind.Job && workload.Replicas > 1)
        {
            Add(owner, role, DisruptionBudget(name, pods));
        }

        return pods;
    }

    /// <summary>Adds a Service in front of pods.</summary>
    /// <param name="owner">The component.</param>
    /// <param name="role">Role of the pods.</param>
    /// <param name="name">The Service's name.</param>
    /// <param name="isHeadless">Whether it has no address of its own, but those of the pods.</param>
    /// <param name="ports">Its ports.</param>
    public void AddService(Component owner, string role, string name, bool isHeadless, params IReadOnlyList<ServicePort> ports) => AddService(owner, role, Pods(owner, role), name, isHeadless, ports);

    /// <summary>Adds a Service in front of some of the pods of a role.</summary>
    /// <inheritdoc cref="AddService(Component, string, string, bool, IReadOnlyList{ServicePort})"/>
    public void AddService(Component owner, string role, PodSet pods, string name, bool isHeadless, params IReadOnlyList<ServicePort> ports)
    {
        ArgumentNullException.ThrowIfNull(pods);
        Add(owner, role, new("v1", "Service", name, pods.Namespace)
        {
            Spec = new()
            {
                ["type"] = "ClusterIP",
                ["clusterIP"] = isHeadless ? "None" : null,

                // Peers find each other before they are ready.
                ["publishNotReadyAddresses"] = isHeadless ? true : null,
                ["selector"] = KubernetesObject.ToJson(pods.Labels),
                ["ports"] = new JsonArray([.. ports.Select(port => new JsonObject { ["name"] = port.Name, ["port"] = port.Number, ["targetPort"] = port.Target, ["protocol"] = "TCP" })]),
            },
        });
    }

    /// <summary>Adds a claim for a disk.</summary>
    public void AddClaim(Component owner, string role, string name, StorageSpec storage)
    {
        ArgumentNullException.ThrowIfNull(owner);
        ArgumentNullException.ThrowIfNull(storage);
        Add(owner, role, new("v1", "PersistentVolumeClaim", name, Stack.NamespaceOf(owner)) { Spec = WorkloadWriter.ClaimSpec(storage) });
    }

    /// <summary>A budget that keeps all but one of several pods running while nodes are emptied.</summary>
    public static KubernetesObject DisruptionBudget(string name, PodSet pods)
    {
        ArgumentNullException.ThrowIfNull(pods);
        return new("policy/v1", "PodDisruptionBudget", name, pods.Namespace)
        {
            Spec = new()
            {
                ["maxUnavailable"] = 1,
                ["selector"] = new JsonObject { ["matchLabels"] = KubernetesObject.ToJson(pods.Labels) },

                // A pod that is not well anyway must not keep a node from being emptied.
                ["unhealthyPodEvictionPolicy"] = "AlwaysAllow",
            },
        };
    }

    /// <summary>The pods of a role of a component.</summary>
    /// <param name="owner">The component or sub-component.</param>
    /// <param name="role">The role; <see langword="null"/>: all pods of the component.</param>
    public PodSet Pods(Component owner, string? role)
    {
        ArgumentNullException.ThrowIfNull(owner);
        return new(owner.ParentName ?? owner.Name, Stack.NamespaceOf(owner), StandardLabels.Selector(Stack, owner, role));
    }

    /// <summary>Environment variables of pods; notes the Secrets that they refer to and the connections that their addresses mean.</summary>
    /// <param name="pods">The pods.</param>
    /// <param name="fields">Variables that are fields of the pod, by their names.</param>
    /// <param name="variables">The variables.</param>
    public JsonArray Environment(PodSet pods, IReadOnlyDictionary<string, string> fields, IReadOnlyList<EnvironmentVariable> variables)
    {
        ArgumentNullException.ThrowIfNull(pods);
        ArgumentNullException.ThrowIfNull(variables);

        foreach (var part in variables.Where(variable => !variable.Value.IsLocal).SelectMany(variable => variable.Value.Parts))
        {
            switch (part)
            {
                case SecretPart { Secret: var secret }:
                    Secrets.Use(pods.Namespace, secret, pods.Title);
                    break;
                case EndpointPart endpoint:
                    Connects(pods, endpoint.Component, endpoint.Endpoint);
                    break;
            }
        }

        return new EnvironmentWriter(Addresses).Write(fields, variables);
    }

    /// <summary>A value as text; notes the connections that its addresses mean.</summary>
    /// <param name="pods">The pods that use it.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">A secret is in it: no file may hold it.</exception>
    public string Text(PodSet pods, ValueExpression value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Evaluate(part =>
        {
            if (part is not EndpointPart endpoint)
            {
                throw new ArgumentException("A secret cannot be written to a file.", nameof(value));
            }

            Connects(pods, endpoint.Component, endpoint.Endpoint);
            return Addresses.Resolve(endpoint);
        });
    }

    /// <summary>Says which pods answer at an endpoint of a component.</summary>
    /// <param name="component">The component.</param>
    /// <param name="endpoint">Name of the endpoint, as its kind has it.</param>
    /// <param name="pods">The pods.</param>
    /// <param name="port">Port that the pods listen on.</param>
    public void Listens(Component component, string endpoint, PodSet pods, int port)
    {
        ArgumentNullException.ThrowIfNull(component);

        if (!_listeners.TryGetValue((component.Reference, endpoint), out var listeners))
        {
            _listeners[(component.Reference, endpoint)] = listeners = [];
        }

        listeners.Add(new(pods, port));
    }

    /// <summary>Allows pods to connect to an endpoint of a component.</summary>
    public void Connects(PodSet from, string component, string endpoint)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(component);

        var target = component.Split('/')[0];
        Connects(new($"{from.Title}-to-{target}", NetworkPeer.Pods(from), NetworkPeer.Endpoint(component, endpoint), $"{from.Title} → {target}"));
    }

    /// <summary>Allows connections.</summary>
    public void Connects(NetworkFlow flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        _flows.Add(flow);
    }

    /// <summary>Asks for an operator or gateway; several components may ask for the same one.</summary>
    public void Requires(PlatformRelease release)
    {
        ArgumentNullException.ThrowIfNull(release);

        _releases[release.Name] = _releases.TryGetValue(release.Name, out var known)
            ? known with { Values = JsonMerge.Deep(known.Values, release.Values), After = [.. known.After.Union(release.After)], Notes = [.. known.Notes.Union(release.Notes)] }
            : release;
    }

    /// <summary>Adds values to a release that another component asks for; without such a release they mean nothing.</summary>
    /// <param name="release">Name of the release.</param>
    /// <param name="values">The values; they win over those of the release.</param>
    public void Configures(string release, JsonObject values)
    {
        ArgumentNullException.ThrowIfNull(values);
        _values[release] = _values.TryGetValue(release, out var known) ? JsonMerge.Deep(known, values) : values;
    }

    /// <summary>Lowers the level of Pod Security that a namespace enforces, since somebody else makes pods there that cannot meet it.</summary>
    public void Lowers(string objectNamespace, PodSecurity level, string reason)
    {
        if (!_podSecurity.TryGetValue(objectNamespace, out var known) || known.Level < level)
        {
            _podSecurity[objectNamespace] = (level, reason);
        }
    }

    /// <summary>Says that a namespace belongs to an operator: where the stack has objects there, too, it closes only its own pods.</summary>
    /// <param name="operatorNamespace">The namespace.</param>
    /// <param name="owner">Who lives there, for messages.</param>
    public void BelongsTo(string operatorNamespace, string owner) => _foreignNamespaces.TryAdd(operatorNamespace, owner);

    /// <summary>Says why an object cannot meet a rule of good practice.</summary>
    public void Explains(string rule, KubernetesObject made, string reason)
    {
        ArgumentNullException.ThrowIfNull(made);
        _explanations.Add(new(rule, made.Key, reason));
    }

    /// <summary>Says that somebody in the cluster makes pods, which Services, monitors and policies of the publication may select.</summary>
    public void Expects(MadePods pods) => _madePods.Add(pods);

    /// <summary>Says that somebody in the cluster makes an object, which those of the publication may refer to.</summary>
    public void Expects(MadeObject made) => _madeObjects.Add(made);

    /// <summary>Adds a section to the publication's README.</summary>
    public void Guides(GuideSection section) => _guide.Add(section);

    /// <summary>Reports something wrong with what would be published.</summary>
    public void Reports(Problem problem) => _problems.Add(problem);

    /// <summary>The operator that lives in a namespace.</summary>
    /// <returns><see langword="null"/>: none, it is the stack's own.</returns>
    internal string? OperatorIn(string name) => _foreignNamespaces.TryGetValue(name, out var owner)
        ? owner
        : _releases.Values.FirstOrDefault(release => !release.IsInStackNamespace && release.Namespace == name)?.Name;

    /// <summary>All that objects can refer to.</summary>
    internal ReferenceIndex Index() => new(Objects.Objects, Secrets.All(), _madePods, _madeObjects);

    /// <summary>Who answers at an endpoint; empty: nobody said so.</summary>
    internal IReadOnlyList<Listener> ListenersOf(string component, string endpoint) => _listeners.GetValueOrDefault((component, endpoint)) ?? [];

    private ComponentSpec? SpecOf(Component owner) => (owner.ParentName is null ? owner : Stack.ParentOf(owner)).Spec as ComponentSpec;

    // What is there already was said by somebody who knows the object better.
    private static void Join(OrderedDictionary<string, string> into, IEnumerable<KeyValuePair<string, string>> more)
    {
        foreach (var (key, value) in more)
        {
            into.TryAdd(key, value);
        }
    }
}
