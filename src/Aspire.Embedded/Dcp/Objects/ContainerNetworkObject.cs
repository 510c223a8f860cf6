namespace Aspire.Hosting.Dcp.Objects;

/// <summary>The network that the containers of one application share, and that ends with it.</summary>
internal sealed record ContainerNetworkObject : DcpObject, IDcpObject<ContainerNetworkObject>
{
    public static string KindName => "ContainerNetwork";

    public static string Plural => "containernetworks";

    public required ContainerNetworkSpec Spec { get; init; }

    public ContainerNetworkStatus? Status { get; init; }
}

internal sealed record ContainerNetworkSpec
{
    public string? NetworkName { get; init; }

    public bool? Persistent { get; init; }
}

internal sealed record ContainerNetworkStatus
{
    public string? State { get; init; }

    public string? Message { get; init; }
}
