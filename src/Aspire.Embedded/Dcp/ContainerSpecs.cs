using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dcp.Objects;
using Aspire.Hosting.Orchestration;

namespace Aspire.Hosting.Dcp;

/// <summary>Turns a container of the model into the container that DCP makes.</summary>
/// <param name="services">The application's services, for callbacks that list files.</param>
/// <param name="executionContext">For values in the container's arguments.</param>
/// <param name="applicationPath">Where the AppHost lies; a container that outlives the run is found again by it.</param>
internal sealed class ContainerSpecs(IServiceProvider services, DistributedApplicationExecutionContext executionContext, string applicationPath)
{
    internal async Task<ContainerSpec> ForAsync(ContainerWorkload workload, IReadOnlySet<string> dcpServices, CancellationToken cancellationToken)
    {
        var resource = workload.Resource;
        var persistent = IsPersistent(resource);
        return new ContainerSpec
        {
            Image = ImageOf(resource),
            ContainerName = persistent ? StableName(resource) : null,
            Persistent = persistent ? true : null,
            Command = (resource as ContainerResource)?.Entrypoint,
            Args = [.. workload.Configuration!.Arguments.Select(argument => DcpTemplate.Escape(argument.Value, dcpServices))],
            Env = [.. workload.Configuration.Variables.Select(variable => new DcpVariable { Name = variable.Name, Value = DcpTemplate.Escape(variable.Value, dcpServices) })],
            Ports = [.. workload.Endpoints.Select(endpoint => endpoint.ToContainerPort())],
            VolumeMounts = [.. resource.Annotations.OfType<ContainerMountAnnotation>().Select(ToMount)],
            Networks = [new ContainerNetworkUse { Name = ApplicationNetwork.ObjectName, Aliases = ContainerNames.AliasesOf(resource) }],
            PullPolicy = PullPolicyOf(resource),
            RunArgs = await RunArgumentsAsync(resource, cancellationToken).ConfigureAwait(false),
            CreateFiles = await ContainerFiles.ForAsync(resource, services, cancellationToken).ConfigureAwait(false),
        };
    }

    internal static string ImageOf(IResource resource) => resource.Annotations.OfType<ContainerImageAnnotation>().Last().FullName;

    internal static bool IsPersistent(IResource resource) =>
        resource.TryGetLastAnnotation<ContainerLifetimeAnnotation>(out var annotation) && annotation.Lifetime == ContainerLifetime.Persistent;

    private string StableName(IResource resource) =>
        $"{resource.Name}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(applicationPath)))[..8]}";

    private static ContainerVolumeMount ToMount(ContainerMountAnnotation mount) => new()
    {
        Type = mount.Type == ContainerMountType.BindMount ? "bind" : "volume",
        Source = mount.Source,
        Target = mount.Target,
        ReadOnly = mount.IsReadOnly,
    };

    private static string? PullPolicyOf(IResource resource) =>
        !resource.TryGetLastAnnotation<ContainerImagePullPolicyAnnotation>(out var annotation) ? null : annotation.ImagePullPolicy switch
        {
            ImagePullPolicy.Always => "always",
            ImagePullPolicy.Missing => "missing",
            ImagePullPolicy.Never => "never",
            _ => null,
        };

    private async Task<IReadOnlyList<string>> RunArgumentsAsync(IResource resource, CancellationToken cancellationToken)
    {
        // On Linux the name of the machine is not known inside a container unless one says so.
        var arguments = new List<object> { "--add-host", $"{ContainerNames.Host}:host-gateway" };
        foreach (var annotation in resource.Annotations.OfType<ContainerRuntimeArgsCallbackAnnotation>())
        {
            await annotation.Callback(new ContainerRuntimeArgsCallbackContext(arguments, cancellationToken)).ConfigureAwait(false);
        }

        var asking = new ValueProviderContext { ExecutionContext = executionContext, Caller = resource, Network = KnownNetworkIdentifiers.LocalhostNetwork };
        var resolved = new List<string>(arguments.Count);
        foreach (var argument in arguments)
        {
            var text = await ResourceConfigurationResolver.ResolveAsync(argument, asking, $"an argument for the container runtime of '{resource.Name}'", cancellationToken).ConfigureAwait(false);
            if (text is not null)
            {
                resolved.Add(text);
            }
        }

        return resolved;
    }
}
