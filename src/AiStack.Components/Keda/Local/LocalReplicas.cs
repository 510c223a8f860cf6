using System.Collections.Concurrent;
using AiStack.Autoscaling;
using AiStack.Components.Vllm;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace AiStack.Components.Keda;

/// <summary>The engines of a scaled model on this machine: all that there may be are declared, and as many run as are wanted.</summary>
/// <remarks>
/// An engine that somebody stopped by hand, or that failed, stays so until the next decision wants more engines than there are. One that somebody started by hand is taken away
/// at the next look.
/// </remarks>
internal sealed class LocalReplicas(ModelResource model, ResourceNotificationService notifications, ResourceCommandService commands, ILogger logger, int wanted)
{
    private static readonly string[] s_alive = [KnownResourceStates.Running, KnownResourceStates.Starting, KnownResourceStates.Building, KnownResourceStates.Waiting];
    private readonly ConcurrentDictionary<IResource, CustomResourceSnapshot> _snapshots = new();
    private int _wanted = wanted;

    /// <summary>Called when an engine starts, stops, or gets ready.</summary>
    public event Action? Changed;

    /// <summary>Whether an engine has been told to end and has not yet.</summary>
    public bool IsAnyEnding => model.Replicas.Any(replica => StateOf(replica) == KnownResourceStates.Stopping);

    /// <summary>Engines that are wanted, that there are, and that answer.</summary>
    public ReplicaCounts Counts => new(_wanted, model.Replicas.Count(IsAlive), model.Replicas.Count(IsReady));

    /// <summary>Addresses of the engines that run.</summary>
    public IReadOnlyList<string> Addresses =>
        [.. model.Replicas.Where(IsAlive).Select(replica => new EndpointReference(replica, ModelReplicaHosting.EndpointName)).Where(endpoint => endpoint.IsAllocated).Select(endpoint => endpoint.Url)];

    /// <summary>Follows the engines' states until the application ends.</summary>
    public async Task FollowAsync(CancellationToken stopping)
    {
        await foreach (var change in notifications.WatchAsync(stopping).ConfigureAwait(false))
        {
            if (model.Replicas.Contains(change.Resource))
            {
                _snapshots[change.Resource] = change.Snapshot;
                Changed?.Invoke();
            }
        }
    }

    /// <summary>Starts or stops engines until there are as many as are wanted: those with the lowest numbers run.</summary>
    public async Task ScaleAsync(int replicas, CancellationToken cancelled)
    {
        _wanted = replicas;
        var alive = model.Replicas.Where(IsAlive).ToList();
        var tasks = alive.Count < replicas
            ? model.Replicas.Where(replica => !IsAlive(replica)).Take(replicas - alive.Count).Select(replica => TellAsync(replica, KnownResourceCommands.StartCommand, cancelled))
            : alive.Skip(replicas).Select(replica => TellAsync(replica, KnownResourceCommands.StopCommand, cancelled));
        await Task.WhenAll(tasks.ToList()).ConfigureAwait(false);
    }

    private async Task TellAsync(IResource replica, string command, CancellationToken cancelled)
    {
        var result = await commands.ExecuteCommandAsync(replica, command, cancelled).ConfigureAwait(false);
        if (!result.Success && !cancelled.IsCancellationRequested)
        {
            logger.LogWarning("{Replica}: {Command} failed. {Message}", replica.Name, command, result.Message);
        }
    }

    private bool IsAlive(IResource replica) => s_alive.Contains(StateOf(replica));

    private string? StateOf(IResource replica) => _snapshots.TryGetValue(replica, out var snapshot) ? snapshot.State?.Text : null;

    private bool IsReady(IResource replica) =>
        _snapshots.TryGetValue(replica, out var snapshot) && snapshot.State?.Text == KnownResourceStates.Running && snapshot.HealthStatus == HealthStatus.Healthy;
}
