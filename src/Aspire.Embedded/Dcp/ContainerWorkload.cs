using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dcp.Objects;

namespace Aspire.Hosting.Dcp;

/// <summary>A container.</summary>
internal sealed class ContainerWorkload(IResource resource, IReadOnlyList<DcpEndpoint> endpoints, ContainerSpecs specs) : DcpWorkload(resource, endpoints)
{
    internal override NetworkIdentifier Network => KnownNetworkIdentifiers.DefaultAspireContainerNetwork;

    internal override string ResourceType => "Container";

    // Pulling an image and creating the container have outputs of their own.
    internal override IReadOnlyList<DcpLogSource> Logs { get; } =
    [
        new("startup_stdout", IsError: false), new("startup_stderr", IsError: true),
        new("stdout", IsError: false), new("stderr", IsError: true), new(DcpLogSource.System, IsError: false),
    ];

    internal override IEnumerable<ResourcePropertySnapshot> Properties =>
    [
        new("container.image", ContainerSpecs.ImageOf(Resource)),
        new("container.id", string.IsNullOrEmpty(Status?.ContainerId) ? null : Status.ContainerId),
        new("container.command", (Resource as ContainerResource)?.Entrypoint),
        new("container.args", WorkloadArguments.Values(this)) { IsSensitive = true },
        new("container.ports", Endpoints.Select(endpoint => endpoint.TargetPort!.Value).ToImmutableArray()),
        new("container.lifetime", (ContainerSpecs.IsPersistent(Resource) ? ContainerLifetime.Persistent : ContainerLifetime.Session).ToString()),
    ];

    internal override IEnumerable<VolumeSnapshot> Volumes => Resource.Annotations.OfType<ContainerMountAnnotation>()
        .Select(mount => new VolumeSnapshot(mount.Source, mount.Target, mount.Type == ContainerMountType.BindMount ? "bind" : "volume", mount.IsReadOnly));

    internal override async Task CreateAsync(DcpClient client, IReadOnlySet<string> services, CancellationToken cancellationToken)
    {
        var container = new ContainerObject
        {
            Metadata = NewMetadata(ServiceProducers.Annotation(Endpoints)),
            Spec = await specs.ForAsync(this, services, cancellationToken).ConfigureAwait(false),
        };
        await client.CreateAsync(container, cancellationToken).ConfigureAwait(false);
    }

    internal override Task DeleteAsync(DcpClient client, CancellationToken cancellationToken) => client.DeleteAsync<ContainerObject>(Id, cancellationToken);

    internal override Task RequestStopAsync(DcpClient client, CancellationToken cancellationToken) => client.StopAsync<ContainerObject>(Id, cancellationToken);

    internal override Task<DcpLineStream> OpenLogAsync(DcpClient client, string source, CancellationToken cancellationToken) =>
        client.OpenLogAsync<ContainerObject>(Id, source, follow: true, cancellationToken);
}
