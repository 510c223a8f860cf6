using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AiStack.Components.Keda;

/// <summary>One engine of a scaled model on this machine, as the states that were seen of it tell. Times are a scaler's own.</summary>
/// <param name="resource">The engine.</param>
internal sealed class LocalReplica(IResourceWithEndpoints resource)
{
    private static readonly string[] s_alive = [KnownResourceStates.Running, KnownResourceStates.Starting, KnownResourceStates.Building, KnownResourceStates.Waiting];
    private readonly RestartBackOff _backOff = new();
    private string? _state;
    private string? _told;
    private int _tellings;
    private HealthStatus? _health;
    private bool _isMeantToEnd;
    private bool _hasBegun;

    /// <summary>The engine.</summary>
    public IResourceWithEndpoints Resource { get; } = resource;

    /// <summary>Whether it runs, is about to, or failed and will be started again: a pod that there is.</summary>
    public bool Exists => RestartAt is not null || (_told == KnownResourceCommands.StartCommand || IsAlive) && _told != KnownResourceCommands.StopCommand;

    /// <summary>Whether it answers.</summary>
    public bool IsReady => _state == KnownResourceStates.Running && _health == HealthStatus.Healthy && _told is null;

    /// <summary>Whether it has been told to end and has not yet.</summary>
    public bool IsEnding => _state == KnownResourceStates.Stopping || (_told == KnownResourceCommands.StopCommand && IsAlive);

    /// <summary>Whether a process of it may have an address.</summary>
    public bool IsAlive => s_alive.Contains(_state) || (IsComing && (_state is null || _state == KnownResourceStates.NotStarted));

    /// <summary>Whether somebody stopped it who is not the scaler: it stays so until more engines are wanted.</summary>
    public bool IsHeld { get; private set; }

    /// <summary>When it is to be started again, having ended by itself. <see langword="null"/>: it has not.</summary>
    public TimeSpan? RestartAt { get; private set; }

    /// <summary>Whether it can be told something: nothing it was told is still to come true.</summary>
    public bool IsFree => _told is null;

    /// <summary>Whether it can be started.</summary>
    public bool CanStart => IsFree && !IsAlive && _state is not null && _state != KnownResourceStates.Stopping;

    // Aspire starts it by itself, when the application starts.
    private bool IsComing => !_hasBegun && !Resource.HasAnnotationOfType<ExplicitStartupAnnotation>();

    /// <summary>Takes note of a state that was published.</summary>
    /// <returns>What came of it that somebody should be told; <see langword="null"/>: nothing.</returns>
    public string? Observe(CustomResourceSnapshot snapshot, TimeSpan now)
    {
        var before = _state;
        (_state, _health) = (snapshot.State?.Text, snapshot.HealthStatus);
        _hasBegun |= s_alive.Contains(_state);
        var hasEnded = KnownResourceStates.TerminalStates.Contains(_state);
        if (_told == KnownResourceCommands.StartCommand ? IsAlive && _state != KnownResourceStates.NotStarted : !IsAlive)
        {
            _told = null;
        }

        // Stopped before it had quite begun, it has not been started.
        if (_state == KnownResourceStates.Stopping || (_state == KnownResourceStates.NotStarted && s_alive.Contains(before)))
        {
            IsHeld |= !_isMeantToEnd;
            return null;
        }

        if (IsAlive)
        {
            // Its health may still change on the way to its end.
            if (_told != KnownResourceCommands.StopCommand)
            {
                (IsHeld, RestartAt, _isMeantToEnd) = (false, null, false);
            }

            return null;
        }

        return !hasEnded || KnownResourceStates.TerminalStates.Contains(before) ? null
            : before == KnownResourceStates.Stopping || _isMeantToEnd ? IsHeld ? $"{Resource.Name} was stopped by hand, and stays so until more engines are wanted than now" : null
            : Fail(snapshot.ExitCode is { } code ? $"ended with exit code {code}" : "did not start", now);
    }

    /// <summary>Notes that it is told something, until it is seen to come true.</summary>
    /// <returns>Which telling it is, for <see cref="Forget"/>.</returns>
    public int Tell(string command)
    {
        (_told, _isMeantToEnd, RestartAt, IsHeld) = (command, command == KnownResourceCommands.StopCommand, null, false);
        return ++_tellings;
    }

    /// <summary>Takes it that what it was told will not come true, unless it has been told something else since.</summary>
    /// <remarks>One that is told to end before it has quite begun may begin all the same.</remarks>
    public void Forget(int telling) => _told = telling == _tellings ? null : _told;

    /// <summary>Notes what came of a command.</summary>
    /// <returns>What somebody should be told; <see langword="null"/>: nothing.</returns>
    public string? Told(string command, bool succeeded, string? message, TimeSpan now)
    {
        if (succeeded || _told != command)
        {
            // What it was told is still to be seen, or has been already.
            return null;
        }

        _told = null;
        return command == KnownResourceCommands.StartCommand ? Fail($"could not be started: {message}", now) : $"{Resource.Name} could not be stopped: {message}";
    }

    /// <summary>Gives up the next start of one that failed.</summary>
    public void GiveUp() => RestartAt = null;

    /// <summary>Lets one that was stopped by hand be started.</summary>
    public void Release() => IsHeld = false;

    private string Fail(string what, TimeSpan now)
    {
        var wait = _backOff.Next(now);
        RestartAt = now + wait;
        return wait == TimeSpan.Zero ? $"{Resource.Name} {what}: it is started again" : FormattableString.Invariant($"{Resource.Name} {what}: it is started again in {wait.TotalSeconds:0} s");
    }
}
