using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dcp.Objects;

namespace Aspire.Hosting.Dcp;

/// <summary>A program that runs as a process on this machine.</summary>
internal sealed class ExecutableWorkload(ExecutableResource resource, IReadOnlyList<DcpEndpoint> endpoints) : DcpWorkload(resource, endpoints)
{
    internal override NetworkIdentifier Network => KnownNetworkIdentifiers.LocalhostNetwork;

    internal override string ResourceType => "Executable";

    internal override IReadOnlyList<DcpLogSource> Logs { get; } = [new("stdout", IsError: false), new("stderr", IsError: true), new(DcpLogSource.System, IsError: false)];

    internal override IEnumerable<ResourcePropertySnapshot> Properties =>
    [
        new("executable.path", resource.Command),
        new("executable.workDir", resource.WorkingDirectory),
        new("executable.args", WorkloadArguments.Values(this)) { IsSensitive = true },
        new("executable.pid", Status?.ProcessId),
    ];

    internal override Task CreateAsync(DcpClient client, IReadOnlySet<string> services, CancellationToken cancellationToken) =>
        client.CreateAsync(ToObject(services), cancellationToken);

    internal override Task DeleteAsync(DcpClient client, CancellationToken cancellationToken) => client.DeleteAsync<ExecutableObject>(Id, cancellationToken);

    internal override Task RequestStopAsync(DcpClient client, CancellationToken cancellationToken) => client.StopAsync<ExecutableObject>(Id, cancellationToken);

    internal override Task<DcpLineStream> OpenLogAsync(DcpClient client, string source, CancellationToken cancellationToken) =>
        client.OpenLogAsync<ExecutableObject>(Id, source, follow: true, cancellationToken);

    private ExecutableObject ToObject(IReadOnlySet<string> services) => new()
    {
        Metadata = NewMetadata(ServiceProducers.Annotation(Endpoints)),
        Spec = new ExecutableSpec
        {
            ExecutablePath = resource.Command,
            WorkingDirectory = resource.WorkingDirectory,
            Args = [.. Configuration!.Arguments.Select(argument => DcpTemplate.Escape(argument.Value, services))],
            Env = [.. Configuration.Variables.Select(variable => new DcpVariable { Name = variable.Name, Value = DcpTemplate.Escape(variable.Value, services) })],
        },
    };
}
