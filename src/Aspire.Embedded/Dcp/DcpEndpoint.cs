using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dcp.Objects;

namespace Aspire.Hosting.Dcp;

/// <summary>An endpoint of an executable or a container, and how DCP provides it.</summary>
/// <param name="Owner">The resource.</param>
/// <param name="Annotation">The endpoint.</param>
/// <param name="ServiceName">The Service in front of it; <see langword="null"/>: there is no proxy, the program is reached at <paramref name="Port"/> directly.</param>
/// <param name="Port">What others connect to; <see langword="null"/>: DCP picks it.</param>
internal sealed record DcpEndpoint(IResource Owner, EndpointAnnotation Annotation, string? ServiceName, int? Port)
{
    internal bool IsContainers => Owner.IsContainer();

    internal bool IsProxied => ServiceName is not null;

    /// <summary>The port inside the container, or that the program listens on.</summary>
    /// <value><see langword="null"/>: DCP picks one and tells the program.</value>
    internal int? TargetPort => IsProxied || IsContainers ? Annotation.TargetPort : Annotation.TargetPort ?? Port;

    /// <summary>Where the endpoint is for others: the program's own address unless that stands for all of them.</summary>
    internal string Host => BindsEverywhere ? KnownHostNames.Localhost : Annotation.TargetHost;

    internal bool BindsEverywhere => Annotation.TargetHost is "0.0.0.0" or "::" or "[::]" or "*" or "+";

    internal ServiceObject ToService() => new()
    {
        Metadata = new DcpMetadata { Name = ServiceName! },
        Spec = new ServiceSpec
        {
            Protocol = Annotation.Protocol == ProtocolType.Udp ? "UDP" : "TCP",
            Port = Port,
            AddressAllocationMode = BindsEverywhere ? "AllInterfaces" : "Localhost",
        },
    };

    internal ServiceProducer ToProducer() => new() { ServiceName = ServiceName!, Port = TargetPort };

    internal ContainerPort ToContainerPort() => new()
    {
        Number = TargetPort!.Value,
        HostPort = IsProxied ? null : Port,
        HostIP = BindsEverywhere && !IsProxied ? "0.0.0.0" : null,
        Protocol = Annotation.Protocol == ProtocolType.Udp ? "UDP" : "TCP",
    };
}
