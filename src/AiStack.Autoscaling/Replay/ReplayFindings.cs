using System.Globalization;
using AiStack.Autoscaling.Load;

namespace AiStack.Autoscaling.Replay;

/// <summary>What a user should know about a replay, and what to change.</summary>
internal static class ReplayFindings
{
    private const double Tolerance = 0.1;

    // More than a day's worth of mornings, noons and evenings.
    private const int MostChanges = 12;

    public static IReadOnlyList<string> Of(ReplayedModel model, LoadCurve load, ReplaySummary summary, IReadOnlyList<TriggerRecord> triggers, IReadOnlyList<ScalingDecision> changes) =>
    [
        .. model.Rules is { } rules ? OfRules(model, rules, load, summary, triggers, changes) : OfNone(model, load, summary),
        .. OfLoss(model, summary),
    ];

    private static IEnumerable<string> OfNone(ReplayedModel model, LoadCurve load, ReplaySummary summary)
    {
        yield return $"Nothing scales it: it has {Count(model.Replicas, "engine")} all the time. To scale it, link it: `- {{ from: keda, to: {model.Name} }}`.";
        if (Needed(load, summary) is var needed && needed > model.Replicas)
        {
            yield return $"{Overload(load, summary)}: write `replicas: {needed}`, or scale it.";
        }
    }

    private static IEnumerable<string> OfRules(
        ReplayedModel model, ScalingRules rules, LoadCurve load, ReplaySummary summary, IReadOnlyList<TriggerRecord> triggers, IReadOnlyList<ScalingDecision> changes)
    {
        foreach (var absence in triggers.Select(trigger => Absence(model, trigger)).OfType<string>().Distinct())
        {
            yield return absence;
        }

        if (rules.MinReplicas == rules.MaxReplicas)
        {
            yield return $"The rule never fires: keda_minreplicacount and keda_maxreplicacount are both {rules.MinReplicas}. Raise keda_maxreplicacount.";
        }
        else if (rules.MinReplicas == 0 && summary is { MostReplicas: 0, LostAtZero: >= 1 } && model.Sources.Contains(TriggerSource.Requests))
        {
            yield return $"It never wakes: {Count((int)Math.Round(summary.LostAtZero), "request")} came, and what wakes it is a counter of the router's that grows from one scrape to the next. The first request only makes it appear; clients that try again wake it.";
        }
        else if (!changes.Any(change => change is { By: ScalingActor.HorizontalPodAutoscaler } && change.To > change.From) && summary.MostReplicas < rules.MaxReplicas
            && triggers.FirstOrDefault(trigger => trigger.Source is TriggerSource.Waiting or TriggerSource.Running or TriggerSource.KvCacheUsage) is { } silent)
        {
            yield return Silence(model, load, summary, silent, rules.MinReplicas == 0 && summary.MostReplicas > 0);
        }

        if (Needed(load, summary) is var needed && needed > rules.MaxReplicas)
        {
            yield return $"{Overload(load, summary)}, and keda_maxreplicacount is {rules.MaxReplicas}: raise it to {needed}.";
        }

        if (model.Sources.Contains(TriggerSource.Waiting) && summary.ScaleUps + summary.ScaleDowns >= MostChanges)
        {
            var places = model.Speed.Places(load.Busiest);
            yield return $"It changes {summary.ScaleUps + summary.ScaleDowns} times: an empty queue does not tell how many engines keep it empty, so one goes and comes back. Scale by vllm:num_requests_running with scale_threshold: {Number(Math.Max(1, Math.Floor(places * 0.8)))} for steadier numbers.";
        }

        if (changes.Count > 0 && changes[^1].To > Math.Max(1, rules.MinReplicas))
        {
            yield return $"It ends with {changes[^1].To} engines: down it goes when they have not been wanted for {(int)rules.ScaleDown.StabilizationWindow.TotalSeconds} s, one after the other. Play longer (--for) to see it.";
        }
    }

    private static string? Absence(ReplayedModel model, TriggerRecord trigger) => trigger.Source switch
    {
        TriggerSource.Missing => $"The rule never fires: no prometheus scrapes it, so its metric is found nowhere. Add the link `- {{ from: prometheus, to: {model.Name.Split('/')[0]} }}`.",
        TriggerSource.Unknown => $"A replay does not know what {trigger.Trigger.Measure} counts, so in it the rule never fires. Scale by vllm:num_requests_waiting, or watch it in the cluster.",
        TriggerSource.Counter => $"The rule fires for good: {trigger.Trigger.Measure} only ever grows, so the model goes to its maximum and does not come back (played as if it counted requests). Scale by vllm:num_requests_waiting.",
        _ when trigger.Failures > 0 => $"{trigger.Failures} of {Count(trigger.Looks, "look")} at '{trigger.Trigger.Measure}' came to nothing: {trigger.Error}.",
        _ => null,
    };

    private static string Silence(ReplayedModel model, LoadCurve load, ReplaySummary summary, TriggerRecord trigger, bool isAwake)
    {
        var (measure, threshold) = (trigger.Trigger.Measure, trigger.Trigger.Threshold);
        var said = $"{(isAwake ? "It wakes, but gets no second engine" : "The rule never fires")}: '{measure}' reaches {Number(trigger.Highest)} when looked at, {Number(trigger.HighestRatio * threshold)} for each engine, and scale_threshold is {Number(threshold)}";
        var places = model.Speed.Places(load.Busiest);
        return trigger.Source switch
        {
            TriggerSource.Waiting when summary.PeakWaiting < 0.5 =>
                $"{(isAwake ? "It wakes, and one engine is enough" : "The rule never fires, and need not")}: no request waits. One engine carries {Number(summary.CapacityPerReplica)} requests per second, the load's peak is {Number(load.Peak)}. To see it scale, play more: --peak {Number(Math.Ceiling(summary.CapacityPerReplica * 2))}.",
            TriggerSource.Waiting when summary.PeakWaiting > threshold * (1 + Tolerance) * summary.MostReplicas =>
                $"{said}. The queue is over {Number(threshold)} between two looks only ({Number(summary.PeakWaiting)} at most): shorten polling_interval, and the interval of the link from prometheus.",
            TriggerSource.Waiting => $"{said}. Lower scale_threshold{(Below(trigger) is { } lower ? $" to {Number(lower)}" : "")}.",
            TriggerSource.Running when threshold * (1 + Tolerance) >= places =>
                $"{said}. One engine computes {Number(Math.Floor(places))} requests at once, so it can never be more. Lower scale_threshold below {Number(Math.Floor(places / (1 + Tolerance)))}, or scale by vllm:num_requests_waiting.",
            TriggerSource.KvCacheUsage when model.Speed.KvCacheTokens is null => $"{said}. The size of its KV cache is not known here: scale by vllm:num_requests_waiting, or name a node pool with its GPU.",
            _ => summary.PeakWaiting < 0.5 ? $"{said}. It need not: no request waits." : $"{said}. Lower scale_threshold{(Below(trigger) is { } lower ? $" to {Number(lower)}" : "")}, or scale by vllm:num_requests_waiting.",
        };
    }

    // Half of what was reached: far enough from the edge.
    private static double? Below(TriggerRecord trigger) => trigger.HighestRatio * trigger.Trigger.Threshold / 2 is var half && half >= 1 ? Math.Floor(half) : half >= 0.01 ? Math.Round(half, 2) : null;

    private static IEnumerable<string> OfLoss(ReplayedModel model, ReplaySummary summary)
    {
        if (summary.LostAtZero >= 1)
        {
            yield return $"{Count((int)Math.Round(summary.LostAtZero), "request")} came while no engine answered, and got 404 or 503. Clients have to try again for {(int)(model.StartUp + (model.Rules?.PollingInterval ?? TimeSpan.Zero)).TotalSeconds} s or more; keda_minreplicacount: 1 keeps one awake.";
        }

        if (summary.CutOff >= 1)
        {
            yield return $"{Count((int)Math.Round(summary.CutOff), "request")} were cut off with engines that were taken away. A longer cooldown_period takes fewer away.";
        }
    }

    private static int Needed(LoadCurve load, ReplaySummary summary) => summary.CapacityPerReplica > 0 ? (int)Math.Ceiling(load.Peak / summary.CapacityPerReplica) : 0;

    private static string Overload(LoadCurve load, ReplaySummary summary) =>
        $"Its peak of {Number(load.Peak)} requests per second takes {Count(Needed(load, summary), "engine")} (each carries {Number(summary.CapacityPerReplica)})";

    private static string Count(int number, string noun) => string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? "" : "s")}");

    private static string Number(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);
}
