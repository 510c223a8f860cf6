namespace Aspire.Hosting.Dcp.Objects;

/// <summary>One producer behind a Service, made by DCP when the producer runs.</summary>
internal sealed record EndpointObject : DcpObject, IDcpObject<EndpointObject>
{
    public static string KindName => "Endpoint";

    public static string Plural => "endpoints";

    public required EndpointSpec Spec { get; init; }
}

internal sealed record EndpointSpec
{
    public string? ServiceName { get; init; }

    public string? Address { get; init; }

    public int? Port { get; init; }
}
