using System.Text.Json.Nodes;
using AiStack.Core;

namespace AiStack.Kubernetes.Pods;

/// <summary>Pods that a component runs, and what keeps them running.</summary>
/// <param name="Owner">The component or sub-component that they belong to.</param>
/// <param name="Role">What they are for within it: <c>server</c>, <c>router</c>; part of their labels.</param>
/// <param name="Name">Name of the Deployment or StatefulSet, and of its service account; that of a Job begins with it and ends with a checksum of its pods.</param>
/// <param name="Kind">What keeps them running.</param>
/// <param name="RunAs">Who they run as.</param>
public sealed record Workload(Component Owner, string Role, string Name, WorkloadKind Kind, RunAs RunAs)
{
    /// <summary>The containers.</summary>
    public required IReadOnlyList<Container> Containers { get; init; }

    /// <summary>Containers that have to end before the others start.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<Container> InitContainers { get; init; } = [];

    /// <summary>Pods side by side.</summary>
    /// <value>Default: 1.</value>
    public int Replicas { get; init; } = 1;

    /// <summary>Whether there can be no second pod, whatever somebody sets later: it would keep a state of its own, or wait for the disk of the first.</summary>
    /// <value>Default: no.</value>
    public bool IsAlone { get; init; }

    /// <summary>Variables of its containers that hold how many pods another workload has, by their names.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyDictionary<string, ObjectKey> PodCounts { get; init; } = new Dictionary<string, ObjectKey>();

    /// <summary>Whether something else says how many, so that applying the file again must not.</summary>
    /// <value>Default: no.</value>
    public bool IsScaledElsewhere { get; init; }

    /// <summary>Volumes that the containers mount.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<Volume> Volumes { get; init; } = [];

    /// <summary>Disks of a StatefulSet's replicas.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<ClaimTemplate> Claims { get; init; } = [];

    /// <summary>Whether a new pod may only start when the old one is gone: when both cannot have its disk.</summary>
    /// <value>Default: no.</value>
    public bool IsReplacedInPlace { get; init; }

    /// <summary>Name of the headless Service of a StatefulSet.</summary>
    /// <value><see langword="null"/> (default): the workload's name.</value>
    public string? GoverningService { get; init; }

    /// <summary>Nodes that they may run on.</summary>
    /// <value>Default: any.</value>
    public Placement Placement { get; init; } = new();

    /// <summary>How long <see cref="InitContainers"/> may take before a Deployment is called failed.</summary>
    /// <value>Default: 10 min. Means nothing without them.</value>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a pod has to stop.</summary>
    /// <value>Whole seconds. Default: 30 s.</value>
    public TimeSpan GracePeriod { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Labels that tell its pods from those of another workload of the same component and role; part of the selector.</summary>
    /// <value>Default: none, the role has one workload.</value>
    public IReadOnlyDictionary<string, string> OwnLabels { get; init; } = new Dictionary<string, string>();

    /// <summary>Labels of the pods beyond the standard ones.</summary>
    /// <value>Default: none. They are no part of the selector.</value>
    public IReadOnlyDictionary<string, string> PodLabels { get; init; } = new Dictionary<string, string>();

    /// <summary>Annotations of the pods, such as checksums of configuration.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyDictionary<string, string> PodAnnotations { get; init; } = new Dictionary<string, string>();

    /// <summary>How often a Job is tried again.</summary>
    /// <value>Default: 6.</value>
    public int Retries { get; init; } = 6;

    /// <summary>How long a Job may take in all.</summary>
    /// <value>Whole seconds. Default: an hour.</value>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Further fields of the pod's spec, as they stand.</summary>
    /// <value><see langword="null"/> (default): none.</value>
    public JsonObject? Further { get; init; }
}
