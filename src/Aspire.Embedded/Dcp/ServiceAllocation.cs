using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dcp.Objects;

namespace Aspire.Hosting.Dcp;

/// <summary>Makes the Services of an application and tells its endpoints where they are. Their addresses are known before any program runs, and stay.</summary>
internal static class ServiceAllocation
{
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(20);

    /// <summary>Makes the Service of an endpoint, if it has one, and sets its allocations.</summary>
    internal static async Task AllocateAsync(DcpClient client, DcpEndpoint endpoint, CancellationToken cancellationToken)
    {
        var port = endpoint.IsProxied ? await PortOfServiceAsync(client, endpoint, cancellationToken).ConfigureAwait(false) : endpoint.Port!.Value;
        var target = endpoint is { IsProxied: true, IsContainers: false } ? DcpTemplate.PortForServing(endpoint.ServiceName!) : null;
        var annotation = endpoint.Annotation;
        var mode = endpoint.BindsEverywhere ? EndpointBindingMode.IPv4AnyAddresses : EndpointBindingMode.SingleAddress;

        if (endpoint.IsContainers)
        {
            // Containers reach each other by name, at the port inside.
            annotation.AllAllocatedEndpoints.AddOrUpdateAllocatedEndpoint(
                KnownNetworkIdentifiers.DefaultAspireContainerNetwork,
                new AllocatedEndpoint(annotation, ContainerNames.InNetwork(endpoint.Owner), endpoint.TargetPort!.Value, mode, Text(endpoint.TargetPort), KnownNetworkIdentifiers.DefaultAspireContainerNetwork));
        }
        else
        {
            // Containers reach this machine through its bridge; what listens on localhost only is not there for them on Linux.
            annotation.AllAllocatedEndpoints.AddOrUpdateAllocatedEndpoint(
                KnownNetworkIdentifiers.DefaultAspireContainerNetwork,
                new AllocatedEndpoint(annotation, ContainerNames.Host, port, mode, target ?? Text(port), KnownNetworkIdentifiers.DefaultAspireContainerNetwork));
        }

        annotation.AllocatedEndpoint = new AllocatedEndpoint(annotation, endpoint.Host, port, mode, target ?? Text(endpoint.TargetPort));
    }

    private static async Task<int> PortOfServiceAsync(DcpClient client, DcpEndpoint endpoint, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_limit);
        try
        {
            var service = await client.CreateAsync(endpoint.ToService(), limit.Token).ConfigureAwait(false);
            while (service?.Status?.EffectivePort is not > 0)
            {
                await Task.Delay(s_poll, limit.Token).ConfigureAwait(false);
                service = await client.FindAsync<ServiceObject>(endpoint.ServiceName!, limit.Token).ConfigureAwait(false);
            }

            return service.Status.EffectivePort.Value;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DistributedApplicationException($"DCP opened no port for the endpoint '{endpoint.Annotation.Name}' of '{endpoint.Owner.Name}' within {s_limit.TotalSeconds} s.");
        }
    }

    private static string? Text(int? port) => port?.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
