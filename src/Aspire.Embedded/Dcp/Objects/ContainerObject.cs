using System.Text.Json.Serialization;

namespace Aspire.Hosting.Dcp.Objects;

/// <summary>A container that DCP creates, watches and removes.</summary>
internal sealed record ContainerObject : DcpObject, IDcpObject<ContainerObject>
{
    public static string KindName => "Container";

    public static string Plural => "containers";

    public required ContainerSpec Spec { get; init; }

    public ContainerStatus? Status { get; init; }
}

internal sealed record ContainerSpec
{
    public required string Image { get; init; }

    public string? ContainerName { get; init; }

    /// <summary>The entrypoint.</summary>
    public string? Command { get; init; }

    public IReadOnlyList<string>? Args { get; init; }

    public IReadOnlyList<DcpVariable>? Env { get; init; }

    public IReadOnlyList<ContainerPort>? Ports { get; init; }

    public IReadOnlyList<ContainerVolumeMount>? VolumeMounts { get; init; }

    public IReadOnlyList<ContainerNetworkUse>? Networks { get; init; }

    /// <value><c>always</c>, <c>missing</c> or <c>never</c>; <see langword="null"/>: the engine's default.</value>
    public string? PullPolicy { get; init; }

    /// <summary>Raw options for <c>docker create</c>.</summary>
    public IReadOnlyList<string>? RunArgs { get; init; }

    public IReadOnlyList<ContainerFileSystem>? CreateFiles { get; init; }

    /// <summary>Whether the container outlives the run; needs <see cref="ContainerName"/>.</summary>
    public bool? Persistent { get; init; }

    public bool? Stop { get; init; }
}

internal sealed record ContainerPort
{
    [JsonPropertyName("containerPort")]
    public required int Number { get; init; }

    public int? HostPort { get; init; }

    public string? HostIP { get; init; }

    public string? Protocol { get; init; }
}

internal sealed record ContainerVolumeMount
{
    /// <value><c>bind</c> or <c>volume</c>.</value>
    public required string Type { get; init; }

    public string? Source { get; init; }

    public required string Target { get; init; }

    public bool ReadOnly { get; init; }
}

internal sealed record ContainerNetworkUse
{
    /// <summary>Name of the <see cref="ContainerNetworkObject"/>, not of the engine's network.</summary>
    public required string Name { get; init; }

    public IReadOnlyList<string>? Aliases { get; init; }
}

internal sealed record ContainerStatus
{
    public string? State { get; init; }

    public string? ContainerId { get; init; }

    public string? ContainerName { get; init; }

    public int? ExitCode { get; init; }

    /// <summary>Why the container did not start, in words.</summary>
    public string? Message { get; init; }

    public DateTime? StartupTimestamp { get; init; }

    public DateTime? FinishTimestamp { get; init; }

    public IReadOnlyList<DcpVariable>? EffectiveEnv { get; init; }

    public IReadOnlyList<string>? EffectiveArgs { get; init; }
}
