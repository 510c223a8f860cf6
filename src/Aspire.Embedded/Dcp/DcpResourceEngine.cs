using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dcp.Objects;
using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dcp;

/// <summary>Runs executables and containers on DCP.</summary>
internal sealed class DcpResourceEngine(
    DcpHost host,
    DcpOptions options,
    ContainerSpecs containerSpecs,
    WorkloadPublisher publisher,
    WorkloadStarter starter,
    WorkloadObserver observer,
    OrphanedPrograms orphans,
    AppHostFailure failure,
    ILogger<DcpResourceEngine> logger) : IResourceEngine
{
    private readonly CancellationTokenSource _lifetime = new();
    private readonly List<Task> _background = [];
    private Dictionary<string, DcpWorkload> _workloads = [];
    private DcpClient? _client;
    private Task _orphansEnding = Task.CompletedTask;

    public async Task StartAsync(DistributedApplicationModel model, CancellationToken cancellationToken)
    {
        if (!model.Resources.Any(IsOurs))
        {
            return;
        }

        var starting = host.StartAsync(cancellationToken);
        var endpoints = DcpEndpoints.Plan(model.Resources.Where(IsOurs), options.RandomizePorts);
        await WantedPorts.CheckAsync(endpoints, cancellationToken).ConfigureAwait(false);
        _workloads = model.Resources.Where(IsOurs).Select(resource => WorkloadFor(resource, endpoints)).ToDictionary(workload => workload.Id, StringComparer.Ordinal);

        _client = await starting.ConfigureAwait(false);
        Keep(FailWhenDcpDiesAsync());
        Keep(observer.ObserveAsync<ExecutableObject>(_client, _workloads, WorkloadStatus.Of, _lifetime.Token));
        Keep(observer.ObserveAsync<ContainerObject>(_client, _workloads, WorkloadStatus.Of, _lifetime.Token));
        await CreateNetworkAsync(_client, cancellationToken).ConfigureAwait(false);

        // Addresses do not depend on programs: they are all known before the first one is configured.
        await Task.WhenAll(endpoints.Select(endpoint => ServiceAllocation.AllocateAsync(_client, endpoint, cancellationToken))).ConfigureAwait(false);
        await Task.WhenAll(_workloads.Values.Select(workload => publisher.EndpointsAllocatedAsync(workload, cancellationToken))).ConfigureAwait(false);

        starter.Services = endpoints.Where(endpoint => endpoint.IsProxied).Select(endpoint => endpoint.ServiceName!).ToHashSet(StringComparer.Ordinal);
        var starts = _workloads.Values.ToDictionary(workload => workload, StartOrStandByAsync);
        starts.Values.ToList().ForEach(Keep);

        // What waits for others may wait for as long as the application runs.
        await Task.WhenAll(starts.Where(start => !start.Key.Waits).Select(start => start.Value)).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task StartResourceAsync(string resourceId, CancellationToken cancellationToken)
    {
        var workload = Find(resourceId);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _lifetime.Token);
        await starter.StartAsync(workload, _client!, both.Token).ConfigureAwait(false);
    }

    public async Task StopResourceAsync(string resourceId, CancellationToken cancellationToken)
    {
        var workload = Find(resourceId);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _lifetime.Token);
        await starter.StopAsync(workload, _client!, both.Token).ConfigureAwait(false);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _lifetime.CancelAsync().ConfigureAwait(false);
        var programs = _workloads.Values.Where(workload => workload.Status is { IsTerminal: false, ProcessId: not null }).Select(workload => new ProcessTree(workload.Status!.ProcessId!.Value)).ToList();
        await Task.WhenAll([host.StopAsync(cancellationToken), .. programs.Select(program => program.EndAsync(cancellationToken))]).ConfigureAwait(false);
        await Task.WhenAll([_orphansEnding, .. _background]).ConfigureAwait(false);
        RuntimeSockets.Remove(_workloads.Values.Select(workload => workload.Status?.ProcessId).OfType<int>());
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None).ConfigureAwait(false);
        _lifetime.Dispose();
    }

    internal static bool IsOurs(IResource resource) => resource is ExecutableResource || resource.IsContainer();

    private DcpWorkload WorkloadFor(IResource resource, IEnumerable<DcpEndpoint> endpoints)
    {
        List<DcpEndpoint> own = [.. endpoints.Where(endpoint => endpoint.Owner == resource)];
        return resource.IsContainer() ? new ContainerWorkload(resource, own, containerSpecs) : new ExecutableWorkload((ExecutableResource)resource, own);
    }

    private async Task CreateNetworkAsync(DcpClient client, CancellationToken cancellationToken)
    {
        var containers = _workloads.Values.OfType<ContainerWorkload>().ToList();
        if (containers.Count > 0)
        {
            var persistent = containers.Exists(container => ContainerSpecs.IsPersistent(container.Resource));
            await client.CreateAsync(ApplicationNetwork.Create(persistent), cancellationToken).ConfigureAwait(false);
        }
    }

    private Task StartOrStandByAsync(DcpWorkload workload) =>
        workload.IsExplicitlyStarted ? publisher.StateAsync(workload, KnownResourceStates.NotStarted) : starter.StartAsync(workload, _client!, _lifetime.Token);

    private async Task FailWhenDcpDiesAsync()
    {
        try
        {
            await host.Died.WaitAsync(_lifetime.Token).ConfigureAwait(false);
            _orphansEnding = orphans.EndAsync();
            failure.Fail("DCP, which runs the programs of this application, has ended unexpectedly, and they end with it. Start the application again.");
        }
        catch (OperationCanceledException)
        {
            // The application ends as it should.
        }
    }

    private DcpWorkload Find(string resourceId) =>
        _workloads.TryGetValue(resourceId, out var workload) && _client is not null
            ? workload
            : throw new InvalidOperationException($"'{resourceId}' is no executable or container of this application.");

    // Background work ends with the application; what goes wrong in it must not go unnoticed.
    private void Keep(Task task) => _background.Add(task.ContinueWith(
        ended =>
        {
            if (ended.Exception is { } exception)
            {
                logger.LogError(exception.GetBaseException(), "A task of the engine has failed.");
            }
        },
        CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default));
}
