using AiStack.Components.Keda;
using Aspire.Hosting.ApplicationModel;

namespace AiStack.Components.Tests.Keda;

/// <summary>What a scaler makes of the states that are published of one engine.</summary>
public sealed class LocalReplicaTests
{
    private readonly LocalReplica _engine = new(new ExecutableResource("chat-0", "simulator", "/"));

    [Fact]
    public void Engine_ThatEndsByItself_IsThereStill_AndIsStartedAgain()
    {
        See(0, KnownResourceStates.NotStarted, KnownResourceStates.Starting, KnownResourceStates.Running);

        Assert.Equal("chat-0 ended with exit code 137: it is started again", _engine.Observe(Snapshot(KnownResourceStates.Exited, 137), TimeSpan.FromSeconds(5)));
        Assert.Equal((true, TimeSpan.FromSeconds(5), true), (_engine.Exists, _engine.RestartAt, _engine.CanStart));

        _engine.Tell(KnownResourceCommands.StartCommand);
        Assert.Equal((true, null, false), (_engine.Exists, _engine.RestartAt, _engine.CanStart));
    }

    [Fact]
    public void Engine_ThatTheScalerEnds_IsGoneAtOnce_AndNobodyIsTold()
    {
        See(0, KnownResourceStates.Running);
        _engine.Tell(KnownResourceCommands.StopCommand);

        Assert.Equal((false, true), (_engine.Exists, _engine.IsEnding));
        Assert.All(See(1, KnownResourceStates.Running, KnownResourceStates.Stopping, KnownResourceStates.Finished), Assert.Null);
        Assert.Equal((false, false, null, true), (_engine.Exists, _engine.IsHeld, _engine.RestartAt, _engine.CanStart));
    }

    [Fact]
    public void Engine_StoppedByHand_IsHeldUntilItIsReleasedOrStarted()
    {
        var told = See(0, KnownResourceStates.Running, KnownResourceStates.Stopping, KnownResourceStates.Finished);

        Assert.Equal("chat-0 was stopped by hand, and stays so until more engines are wanted than now", told[^1]);
        Assert.Equal((false, true, null), (_engine.Exists, _engine.IsHeld, _engine.RestartAt));

        See(1, KnownResourceStates.Starting);
        Assert.Equal((true, false), (_engine.Exists, _engine.IsHeld));
    }

    [Fact]
    public void Engine_StoppedByHandBeforeItHasBegun_IsHeld_AndNotTakenForOneThatComes()
    {
        See(0, KnownResourceStates.NotStarted);
        Assert.True(_engine.Exists);

        See(1, KnownResourceStates.Starting, KnownResourceStates.NotStarted);

        Assert.Equal((false, true, true), (_engine.Exists, _engine.IsHeld, _engine.CanStart));
    }

    [Fact]
    public void Command_ThatNeverComesTrue_IsForgotten_ButNotALaterOne()
    {
        See(0, KnownResourceStates.Running);
        var first = _engine.Tell(KnownResourceCommands.StopCommand);
        _engine.Forget(first);
        Assert.Equal((true, true), (_engine.Exists, _engine.IsFree));

        _engine.Tell(KnownResourceCommands.StopCommand);
        _engine.Forget(first);
        Assert.Equal((false, false), (_engine.Exists, _engine.IsFree));
    }

    // Source: Kubernetes, «Pod Lifecycle», container restarts: 10 s, doubled, at most 300 s, reset after ten minutes without one; the kubelet starts what failed for the first time at once.
    [Fact]
    public void Waits_BetweenRestarts_AreTheKubelets()
    {
        var (backOff, now, waits) = (new RestartBackOff(), TimeSpan.Zero, new List<double>());
        for (var failure = 0; failure < 8; failure++)
        {
            var wait = backOff.Next(now);
            waits.Add(wait.TotalSeconds);
            now += wait + TimeSpan.FromSeconds(1);
        }

        Assert.Equal([0, 10, 20, 40, 80, 160, 300, 300], waits);
        Assert.Equal(TimeSpan.Zero, backOff.Next(now + TimeSpan.FromMinutes(10)));
    }

    private List<string?> See(double second, params string[] states) => [.. states.Select(state => _engine.Observe(Snapshot(state), TimeSpan.FromSeconds(second)))];

    private static CustomResourceSnapshot Snapshot(string state, int? exitCode = null) => new() { ResourceType = "Executable", Properties = [], State = state, ExitCode = exitCode };
}
