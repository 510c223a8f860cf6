using System.Threading.Channels;
using AiStack.Autoscaling;
using AiStack.Components.Vllm;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace AiStack.Components.Keda;

/// <summary>The engines of a scaled model on this machine: all that there may be are declared, and as many run as are wanted. What a ReplicaSet and the kubelet do in a cluster.</summary>
/// <remarks>
/// One that ends by itself is started again, after a while if it does so often. One that somebody stopped by hand stays so, and none is started in its place, until more engines are wanted; one that somebody started
/// by hand is taken away again. Commands are given at any time and nobody waits for them, so that one that hangs keeps nothing else.
/// </remarks>
internal sealed class LocalReplicas
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);
    private readonly Lock _lock = new();
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ModelResource _model;
    private readonly ResourceNotificationService _notifications;
    private readonly ResourceCommandService _commands;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly double _speed;
    private readonly long _began;
    private readonly List<LocalReplica> _replicas;
    private int _wanted;
    private bool _isScaling;

    /// <param name="model">The model.</param>
    /// <param name="notifications">Where states are published.</param>
    /// <param name="commands">Starts and stops.</param>
    /// <param name="logger">Where it is told what became of engines.</param>
    /// <param name="time">The clock.</param>
    /// <param name="speed">How fast the scaler's time goes.</param>
    /// <param name="wanted">Engines that Aspire starts by itself.</param>
    public LocalReplicas(ModelResource model, ResourceNotificationService notifications, ResourceCommandService commands, ILogger logger, TimeProvider time, double speed, int wanted)
    {
        (_model, _notifications, _commands, _logger, _time, _speed, _wanted) = (model, notifications, commands, logger, time, speed, wanted);
        _began = time.GetTimestamp();
        _replicas = [.. model.Replicas.Select(replica => new LocalReplica(replica))];
    }

    /// <summary>Called when an engine starts, stops, or gets ready.</summary>
    public event Action? Changed;

    /// <summary>Whether an engine has been told to end and has not yet.</summary>
    public bool IsAnyEnding => Read(replicas => replicas.Any(replica => replica.IsEnding));

    /// <summary>Engines that are wanted, that there are (those that failed and will be started again included), and that answer.</summary>
    public ReplicaCounts Counts => Read(replicas => new ReplicaCounts(_wanted, replicas.Count(replica => replica.Exists), replicas.Count(replica => replica.IsReady)));

    /// <summary>Addresses of the engines that run.</summary>
    public IReadOnlyList<string> Addresses => Read(replicas => replicas.Where(replica => replica.IsAlive).Select(replica => new EndpointReference(replica.Resource, ModelReplicaHosting.EndpointName)).ToList())
        .Where(endpoint => endpoint.IsAllocated).Select(endpoint => endpoint.Url).ToList();

    private TimeSpan Now => _time.GetElapsedTime(_began) * _speed;

    /// <summary>Says how many engines there should be. Returns at once.</summary>
    public void Scale(int replicas)
    {
        lock (_lock)
        {
            if (replicas > _wanted)
            {
                _replicas.ForEach(replica => replica.Release());
            }

            (_isScaling, _wanted) = (true, replicas);
            _model.IsAsleep = replicas == 0;
        }

        Wake();
    }

    /// <summary>Follows the engines' states, and starts and stops them, until the application ends.</summary>
    public Task RunAsync(CancellationToken stopping) => Task.WhenAll(FollowAsync(stopping), KeepAsync(stopping));

    private async Task FollowAsync(CancellationToken stopping)
    {
        await foreach (var change in _notifications.WatchAsync(stopping).ConfigureAwait(false))
        {
            if (_replicas.Find(replica => replica.Resource == change.Resource) is { } replica)
            {
                Tell(Read(_ => replica.Observe(change.Snapshot, Now)));
                Changed?.Invoke();
                Wake();
            }
        }
    }

    private async Task KeepAsync(CancellationToken stopping)
    {
        while (true)
        {
            foreach (var (replica, command, telling) in Read(_ => Due().ToList()))
            {
                _ = TellAsync(replica, command, telling, stopping);
            }

            using var alarm = _time.CreateTimer(_ => Wake(), null, UntilNextRestart(), Timeout.InfiniteTimeSpan);
            await _news.Reader.ReadAsync(stopping).ConfigureAwait(false);
        }
    }

    // Those with the lowest numbers run. Who goes first is who would in a ReplicaSet: unready before ready, later before earlier.
    private IEnumerable<(LocalReplica Replica, string Command, int Telling)> Due()
    {
        var (existing, now, wasScaled) = (_replicas.Where(replica => replica.Exists).ToList(), Now, _isScaling);
        _isScaling = false;
        foreach (var replica in existing.OrderBy(replica => replica.IsReady ? 0 : replica.RestartAt is null ? 1 : 2).ThenBy(_replicas.IndexOf).Skip(_wanted).Where(replica => replica.IsFree).ToList())
        {
            if (replica.RestartAt is not null)
            {
                replica.GiveUp();
                continue;
            }

            Tell(wasScaled ? null : FormattableString.Invariant($"{replica.Resource.Name} runs, and {_wanted} {(_wanted == 1 ? "engine is" : "engines are")} wanted: it is stopped"));
            yield return Command(replica, KnownResourceCommands.StopCommand);
        }

        var missing = _replicas.Where(replica => replica is { Exists: false, CanStart: true, IsHeld: false }).Take(Math.Max(0, _wanted - existing.Count - _replicas.Count(replica => replica.IsHeld)));
        foreach (var replica in missing.Concat(_replicas.Where(replica => replica.RestartAt <= now && replica.CanStart)).ToList())
        {
            yield return Command(replica, KnownResourceCommands.StartCommand);
        }
    }

    private static (LocalReplica Replica, string Command, int Telling) Command(LocalReplica replica, string command) => (replica, command, replica.Tell(command));

    private async Task TellAsync(LocalReplica replica, string command, int telling, CancellationToken stopping)
    {
        try
        {
            var result = await _commands.ExecuteCommandAsync(replica.Resource, command, stopping).ConfigureAwait(false);
            stopping.ThrowIfCancellationRequested();
            Tell(Read(_ => replica.Told(command, result.Success, result.Message, Now)));
            Wake();

            await Task.Delay(s_patience, _time, stopping).ConfigureAwait(false);
            Forget(replica, telling);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The application ends.
        }
        catch (Exception error)
        {
            // Nobody waits for this task.
            Tell(Read(_ => replica.Told(command, succeeded: false, error.Message, Now)));
            Wake();
        }
    }

    private void Forget(LocalReplica replica, int telling)
    {
        lock (_lock)
        {
            replica.Forget(telling);
        }

        Wake();
    }

    private TimeSpan UntilNextRestart() =>
        Read(replicas => replicas.Where(replica => replica.CanStart).Min(replica => replica.RestartAt)) is not { } next ? Timeout.InfiniteTimeSpan
        : next > Now ? (next - Now) / _speed : TimeSpan.Zero;

    private T Read<T>(Func<List<LocalReplica>, T> read)
    {
        lock (_lock)
        {
            return read(_replicas);
        }
    }

    private void Tell(string? message)
    {
        if (message is not null)
        {
            _logger.LogInformation("{Message}", message);
        }
    }

    private void Wake() => _news.Writer.TryWrite(true);
}
