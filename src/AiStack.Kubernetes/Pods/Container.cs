using System.Text.Json.Nodes;
using AiStack.Core.Values;

namespace AiStack.Kubernetes.Pods;

/// <summary>A container of a pod. It always runs hardened: no new privileges, no capabilities, a root file system that it cannot write.</summary>
/// <param name="Name">Its name in the pod.</param>
/// <param name="Image">Full reference with tag or digest.</param>
/// <param name="Resources">What it asks for and may take.</param>
public sealed record Container(string Name, string Image, Resources Resources)
{
    /// <summary>Program in place of the image's entry point.</summary>
    /// <value><see langword="null"/> (default): the image's own.</value>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>Arguments in place of the image's.</summary>
    /// <value><see langword="null"/> (default): the image's own.</value>
    public IReadOnlyList<string>? Arguments { get; init; }

    /// <summary>Environment: addresses become names of Services, secrets references; the links that they mean become network rules.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<EnvironmentVariable> Environment { get; init; } = [];

    /// <summary>Variables whose value is a field of the pod, such as <c>metadata.name</c>, or an amount of the container's resources, such as <c>limits.memory</c> (in bytes), by their names.</summary>
    /// <value>Default: none. They stand before the others, which may refer to them as <c>$(NAME)</c>.</value>
    public IReadOnlyDictionary<string, string> FieldEnvironment { get; init; } = new Dictionary<string, string>();

    /// <summary>Ports that it listens on.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<ContainerPort> Ports { get; init; } = [];

    /// <summary>Asked until it is well the first time; the other probes wait for it.</summary>
    /// <value><see langword="null"/> (default): none.</value>
    public Probe? Startup { get; init; }

    /// <summary>While this is not well no traffic comes.</summary>
    /// <value><see langword="null"/> (default): none, as for Jobs.</value>
    public Probe? Readiness { get; init; }

    /// <summary>When this is not well the container is restarted.</summary>
    /// <value><see langword="null"/> (default): none, as for Jobs.</value>
    public Probe? Liveness { get; init; }

    /// <summary>Volumes that it sees.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<VolumeMount> Mounts { get; init; } = [];

    /// <summary>Seconds to go on serving after the pod was told to stop, until everybody knows that it is going.</summary>
    /// <value><see langword="null"/> (default): none.</value>
    public int? DrainSeconds { get; init; }

    /// <summary>Further fields of the container, as they stand.</summary>
    /// <value><see langword="null"/> (default): none.</value>
    public JsonObject? Further { get; init; }
}
