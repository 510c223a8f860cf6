using AiStack.Autoscaling.Load;
using AiStack.Autoscaling.Replay;

namespace AiStack.Autoscaling.Tests.Replay;

/// <summary>A load against an engine that carries ten requests a second: twenty at once, two seconds each.</summary>
public sealed class ModelReplayTests
{
    private static readonly EngineSpeed s_speed = new() { MaxSequences = 20, TimeToFirstToken = TimeSpan.FromMilliseconds(100), PromptTokensPerSecond = null, InterTokenLatency = TimeSpan.FromMilliseconds(19) };

    private static readonly ReplayedModel s_model = new()
    {
        Name = "vllm/chat",
        Rules = Rules.OfALink,
        Sources = [TriggerSource.Waiting],
        Speed = s_speed,
        StartUp = TimeSpan.FromSeconds(60),
        ScrapeInterval = TimeSpan.FromSeconds(15),
        Gpus = 2,
        PricePerHour = 3,
    };

    [Fact]
    public void Load_AboveOneEngine_GoesToThreeAndBackToOne()
    {
        var timeline = ModelReplay.Run(s_model, Load((60, 1), (600, 25), (1000, 1)));

        Assert.Equal([(1, 2), (2, 3), (3, 2), (2, 1)], timeline.Changes.Select(change => (change.From, change.To)));
        Assert.Equal((1, 3, 2, 2), (timeline.Summary.FewestReplicas, timeline.Summary.MostReplicas, timeline.Summary.ScaleUps, timeline.Summary.ScaleDowns));
        Assert.Equal(timeline.Steps.Sum(step => (double)step.DesiredReplicas) / 3600, timeline.Summary.ReplicaHours, 9);
        Assert.Equal((timeline.Summary.ReplicaHours * 2, timeline.Summary.ReplicaHours * 3), (timeline.Summary.GpuHours, timeline.Summary.Cost));
    }

    [Fact]
    public void Engine_ThatIsAdded_AnswersAfterItsStartUp()
    {
        var timeline = ModelReplay.Run(s_model, Load((60, 1), (600, 25)));
        var added = timeline.Summary.FirstScaleUp!.Value;

        // Waiting from 60 s on, polled at 90 s with what was scraped then.
        Assert.Equal((90, 150), (added, timeline.Summary.FirstAddedReady));
        Assert.Equal((1, 2), (timeline.Steps[added].Replicas, timeline.Steps[added].DesiredReplicas));
        Assert.Equal((2, 3), (timeline.Steps[150].Replicas, timeline.Steps[150].DesiredReplicas));
    }

    [Fact]
    public void Queue_WhenNothingComesAnyMore_IsWorkedOffAsBefore()
    {
        // 600 requests at once take an engine that carries ten a second a minute, whatever the seconds after them say about the length of answers.
        LoadSecond[] load = [new(600, 10, 101), .. Enumerable.Repeat(default(LoadSecond), 120)];

        var steps = ModelReplay.Run(s_model with { Rules = null }, new(load)).Steps;

        Assert.InRange(steps.Single(step => step.Seconds == 30).Waiting, 280, 320);
        Assert.Equal(0, steps.Single(step => step.Seconds == 70).Waiting, 6);
    }

    [Fact]
    public void Queue_OfALoadedEngine_StaysWithIt()
    {
        // 25 a second on one engine for 90 s; then two share them, and the first still has its own queue.
        var timeline = ModelReplay.Run(s_model with { Rules = null, Replicas = 2 }, Load((300, 19)));
        Assert.Equal(0, timeline.Summary.PeakWaiting);

        timeline = ModelReplay.Run(s_model with { Rules = null, Replicas = 1 }, Load((100, 19)));
        Assert.InRange(timeline.Summary.PeakWaiting, 880, 900);
        Assert.InRange(timeline.Summary.FirstTokenP99!.Value, 80, 90.1);
    }

    [Fact]
    public void Sleep_AtTheFirstRequests_LosesThemUntilAnEngineAnswers()
    {
        var model = s_model with { Rules = Rules.ToZero, Sources = [TriggerSource.Waiting, TriggerSource.Requests] };
        var timeline = ModelReplay.Run(model, Load((100, 0), (300, 2), (900, 0)));

        // The counter appears at the scrape of 105 s, grows at 120 s, and the poll of that moment wakes it.
        Assert.Equal((120, 180), (timeline.Summary.FirstScaleUp, timeline.Summary.FirstAddedReady));
        Assert.Equal(160, timeline.Summary.LostAtZero);
        Assert.Contains("160 requests came while no engine answered, and got 404 or 503. Clients have to try again for 90 s or more; keda_minreplicacount: 1 keeps one awake.", timeline.Findings);
        Assert.Equal((1, 0), (timeline.Changes[^1].From, timeline.Changes[^1].To));
    }

    [Fact]
    public void Replay_Twice_IsTheSame()
    {
        var load = LoadPatterns.Draw(LoadPattern.Day, 35, TimeSpan.FromHours(6));

        Assert.Equal(ModelReplay.Run(s_model, load).Steps, ModelReplay.Run(s_model, load).Steps);
    }

    [Fact]
    public void Resolution_AnyOne_ChangesNeitherSummaryNorTimesOfChanges()
    {
        var load = LoadPatterns.Draw(LoadPattern.Burst, 35, TimeSpan.FromHours(1));
        var (fine, coarse) = (ModelReplay.Run(s_model, load), ModelReplay.Run(s_model, load, 60));

        Assert.Equal(fine.Summary, coarse.Summary);
        Assert.Equal(Changes(fine), Changes(coarse));
        Assert.Equal(fine.Steps.Max(step => step.Waiting), coarse.Steps.Max(step => step.Waiting));
        Assert.Equal(fine.Steps.Sum(step => step.Lost), coarse.Steps.Sum(step => step.Lost), 6);

        static IEnumerable<(int, int, int)> Changes(ModelTimeline timeline) =>
            timeline.Steps.Where((step, i) => i == 0 || timeline.Steps[i - 1].Replicas != step.Replicas || timeline.Steps[i - 1].DesiredReplicas != step.DesiredReplicas)
                .Select(step => (step.Seconds, step.Replicas, step.DesiredReplicas));
    }

    [Fact]
    public void Rule_ThatNeedNotFire_SaysWhatWouldMakeIt() => Assert.Equal(
        ["The rule never fires, and need not: no request waits. One engine carries 10 requests per second, the load's peak is 5. To see it scale, play more: --peak 20."],
        Findings(s_model, Load((600, 5))));

    [Fact]
    public void Threshold_AboveWhatTheQueueReaches_SaysWhichOneToSet() => Assert.Equal(
        ["The rule never fires: 'waiting' reaches 20 when looked at, 20 for each engine, and scale_threshold is 100. Lower scale_threshold to 10."],
        Findings(s_model with { Rules = Rules.OfALink with { Triggers = [Rules.Waiting with { Threshold = 100 }] } }, Load((80, 1), (20, 12), (300, 1))));

    [Fact]
    public void Threshold_AboveWhatAnEngineCanRun_SaysSo() => Assert.Equal(
        [
            "The rule never fires: 'running' reaches 20 when looked at, 20 for each engine, and scale_threshold is 25. One engine computes 20 requests at once, so it can never be more. Lower scale_threshold below 18, or scale by vllm:num_requests_waiting.",
        ],
        Findings(s_model with { Rules = Rules.OfALink with { Triggers = [Rules.Waiting with { Measure = "running", Threshold = 25 }] }, Sources = [TriggerSource.Running] }, Load((600, 15))));

    [Fact]
    public void Metric_ThatNobodyHas_SaysSo() => Assert.StartsWith(
        "A replay does not know what my:metric counts, so in it the rule never fires.",
        Findings(s_model with { Rules = Rules.OfALink with { Triggers = [Rules.Waiting with { Measure = "my:metric" }] }, Sources = [TriggerSource.Unknown] }, Load((600, 15)))[0], StringComparison.Ordinal);

    [Fact]
    public void Counter_TakenForALevel_GoesToTheMaximumAndStays()
    {
        var timeline = ModelReplay.Run(
            s_model with { Rules = Rules.OfALink with { Triggers = [Rules.Waiting with { Measure = "vllm:generation_tokens_total" }] }, Sources = [TriggerSource.Counter] },
            Load((60, 0), (600, 1), (3000, 0)));

        Assert.Equal([(1, 2), (2, 3)], timeline.Changes.Select(change => (change.From, change.To)));
        Assert.Equal(
            "The rule fires for good: vllm:generation_tokens_total only ever grows, so the model goes to its maximum and does not come back (played as if it counted requests). Scale by vllm:num_requests_waiting.",
            timeline.Findings[0]);
    }

    [Fact]
    public void Model_ThatOnlyWakes_IsNotSaidToNeverFire() => Assert.Equal(
        "It wakes, and one engine is enough: no request waits. One engine carries 10 requests per second, the load's peak is 2. To see it scale, play more: --peak 20.",
        Findings(s_model with { Rules = Rules.ToZero, Sources = [TriggerSource.Waiting, TriggerSource.Requests] }, Load((100, 0), (300, 2), (900, 0)))[0]);

    [Fact]
    public void Model_AskedOnce_IsSaidToNeverWake() => Assert.Equal(
        "It never wakes: 1 request came, and what wakes it is a counter of the router's that grows from one scrape to the next. The first request only makes it appear; clients that try again wake it.",
        Findings(s_model with { Rules = Rules.ToZero, Sources = [TriggerSource.Waiting, TriggerSource.Requests] }, Load((100, 0), (1, 1), (900, 0)))[0]);

    [Fact]
    public void Range_OfOneNumber_SaysSo() =>
        Assert.Contains("The rule never fires: keda_minreplicacount and keda_maxreplicacount are both 1. Raise keda_maxreplicacount.", Findings(s_model with { Rules = Rules.OfALink with { MaxReplicas = 1 } }, Load((600, 15))));

    [Fact]
    public void Load_AboveTheMaximum_SaysHowManyItTakes() => Assert.Contains(
        "Its peak of 55 requests per second takes 6 engines (each carries 10), and keda_maxreplicacount is 3: raise it to 6.", Findings(s_model, Load((600, 55))));

    [Fact]
    public void Model_WithoutScaling_SaysHowToLinkIt() => Assert.Equal(
        ["Nothing scales it: it has 1 engine all the time. To scale it, link it: `- { from: keda, to: vllm/chat }`.", "Its peak of 15 requests per second takes 2 engines (each carries 10): write `replicas: 2`, or scale it."],
        Findings(s_model with { Rules = null }, Load((600, 15))));

    [Fact]
    public void Queue_BetweenTwoLooks_SaysToLookMoreOften() => Assert.Contains(
        "shorten polling_interval",
        Assert.Single(Findings(s_model with { Rules = Rules.OfALink with { PollingInterval = TimeSpan.FromMinutes(10) } }, Load((80, 1), (10, 14), (300, 1)))), StringComparison.Ordinal);

    [Fact]
    public void KvCache_OfASizeBelowThePlaces_IsWhatLimits() =>
        Assert.Equal(10, (s_speed with { KvCacheTokens = 6400 }).Capacity(new(1, 512, 128)) * (s_speed.TimeToFirstToken.TotalSeconds + (127 * 0.019)), 6);

    private static IReadOnlyList<string> Findings(ReplayedModel model, LoadCurve load) => ModelReplay.Run(model, load).Findings;

    private static LoadCurve Load(params (int Seconds, double Requests)[] parts) => new([.. parts.SelectMany(part => Enumerable.Repeat(new LoadSecond(part.Requests, 512, 101), part.Seconds))]);
}
