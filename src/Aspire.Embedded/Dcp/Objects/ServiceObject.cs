namespace Aspire.Hosting.Dcp.Objects;

/// <summary>A stable address in front of whatever produces it.</summary>
internal sealed record ServiceObject : DcpObject, IDcpObject<ServiceObject>
{
    public static string KindName => "Service";

    public static string Plural => "services";

    public required ServiceSpec Spec { get; init; }

    public ServiceStatus? Status { get; init; }
}

internal sealed record ServiceSpec
{
    /// <value><c>TCP</c> or <c>UDP</c>.</value>
    public string Protocol { get; init; } = "TCP";

    public string? Address { get; init; }

    /// <value><see langword="null"/>: DCP picks a free one.</value>
    public int? Port { get; init; }

    /// <value><c>Localhost</c>, <c>AllInterfaces</c> …, or <c>Proxyless</c>: no proxy, the address is the producer's own.</value>
    public string? AddressAllocationMode { get; init; }
}

internal sealed record ServiceStatus
{
    public string? State { get; init; }

    public string? EffectiveAddress { get; init; }

    public int? EffectivePort { get; init; }
}

/// <summary>Says which Service an executable or a container serves; a JSON array of these is the value of <see cref="AnnotationName"/>.</summary>
internal sealed record ServiceProducer
{
    internal const string AnnotationName = "service-producer";

    public required string ServiceName { get; init; }

    public string? Address { get; init; }

    /// <value><see langword="null"/>: DCP picks the port, and the program learns it from a <c>portForServing</c> template.</value>
    public int? Port { get; init; }
}
