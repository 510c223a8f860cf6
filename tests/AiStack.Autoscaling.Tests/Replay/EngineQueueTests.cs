using AiStack.Autoscaling.Replay;
using FsCheck;
using FsCheck.Xunit;

namespace AiStack.Autoscaling.Tests.Replay;

public sealed class EngineQueueTests
{
    // Little's law: as many run as come in the time that one takes.
    [Theory]
    [InlineData(10, 4, 256, 40)]
    [InlineData(10, 2.5, 256, 25)]
    [InlineData(30, 0.1, 4, 3)]
    [InlineData(0.25, 4, 256, 1)]
    public void Queue_BelowItsCapacity_ComputesWhatComesAndNothingWaits(double arrivals, double duration, double places, double running)
    {
        var queue = Play(60, arrivals, duration, places, out _);

        Assert.Equal((0, running), (queue.Waiting, Math.Round(queue.Running, 6)));
    }

    [Theory]
    [InlineData(8, 2, 10, 5)]
    [InlineData(8, 2.5, 10, 4)]
    [InlineData(100, 0.1, 4, 40)]
    public void Queue_AboveItsCapacity_StartsThatAndTheRestWaits(double arrivals, double duration, double places, double capacity)
    {
        var queue = Play(1000, arrivals, duration, places, out var started);

        // What starts in the first moment fills the places at once.
        Assert.InRange(started, capacity * 1000, (capacity * 1000) + places);
        Assert.Equal((arrivals * 1000) - started, queue.Waiting, 6);
        Assert.Equal(places, queue.Running, 6);
    }

    [Fact]
    public void Queue_AfterItsLoad_RunsEmpty()
    {
        var queue = Play(100, 8, 2.5, 10, out _);
        for (var second = 0; second < 120; second++)
        {
            queue.Step(0, 2.5, 10);
        }

        Assert.Equal((0, 0), (queue.Waiting, Math.Round(queue.Held, 9)));
    }

    [Property]
    public void Requests_Always_AreStartedOrWait(NonNegativeInt[] arrivals, PositiveInt duration, PositiveInt places)
    {
        var queue = new EngineQueue();
        var started = 0.0;
        foreach (var count in arrivals)
        {
            started += queue.Step(count.Get, duration.Get / 7.0, places.Get);
            Assert.InRange(queue.Running, 0, places.Get + 1e-6);
        }

        Assert.Equal(arrivals.Sum(count => (double)count.Get), started + queue.Waiting, 6);
    }

    private static EngineQueue Play(int seconds, double arrivals, double duration, double places, out double started)
    {
        var queue = new EngineQueue();
        started = 0;
        for (var second = 0; second < seconds; second++)
        {
            started += queue.Step(arrivals, duration, places);
        }

        return queue;
    }
}
