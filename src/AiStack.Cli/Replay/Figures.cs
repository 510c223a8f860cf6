using System.Globalization;
using AiStack.Autoscaling.Replay;
using AiStack.Core.Units;

namespace AiStack.Cli.Replay;

/// <summary>Numbers of a replay as people read them.</summary>
internal static class Figures
{
    /// <summary>A time within a replay: <c>0:01:30</c>.</summary>
    public static string Clock(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{(int)seconds / 3600}:{(int)seconds / 60 % 60:00}:{(int)seconds % 60:00}");

    /// <summary>A number with as many decimals as it needs: 0.12, 3.4, 56, 1,234.</summary>
    public static string Number(double value) => Math.Abs(value) switch
    {
        < 0.005 => "0",
        < 1 => value.ToString("0.##", CultureInfo.InvariantCulture),
        < 100 => value.ToString("0.#", CultureInfo.InvariantCulture),
        _ => value.ToString("#,0", CultureInfo.InvariantCulture),
    };

    /// <summary>Seconds: <c>0.16 s</c>.</summary>
    public static string Seconds(double? seconds) => seconds is { } known ? $"{Number(known)} s" : "–";

    /// <summary>Engines that there were: <c>1 to 3</c>.</summary>
    public static string Range(ReplaySummary summary) => summary.FewestReplicas == summary.MostReplicas ? Number(summary.MostReplicas) : $"{summary.FewestReplicas} to {summary.MostReplicas}";

    /// <summary>What engines were taken to be.</summary>
    public static string Assumptions(ReplayReport report) =>
        $"Reckoned with {(report.Speed.PromptTokensPerSecond is { } reading ? string.Create(CultureInfo.InvariantCulture, $"a first token after {report.Speed.TimeToFirstToken.TotalMilliseconds} ms and 1 s for each {reading} tokens of prompts (of all requests of an engine together)") : $"a first token after {Duration.Format(report.Speed.TimeToFirstToken)}")}, "
        + $"{Duration.Format(report.Speed.InterTokenLatency)} to each next one, {Duration.Format(report.StartUp)} to start an engine.";

    /// <summary>A model's summary, each with its label.</summary>
    public static IEnumerable<(string Label, string Value)> Of(ModelTimeline timeline)
    {
        var summary = timeline.Summary;
        yield return ("requests", Number(summary.Requests));
        yield return ("lost while no engine answered", Number(summary.LostAtZero));
        if (summary.CutOff >= 0.5)
        {
            yield return ("cut off with engines that went", Number(summary.CutOff));
        }

        yield return ("most waiting", Number(summary.PeakWaiting));
        yield return ("engines", Range(summary));
        yield return ("one engine carries", $"{Number(summary.CapacityPerReplica)} requests/s");
        yield return ("first token p50 / p95 / p99", $"{Seconds(summary.FirstTokenP50)} / {Seconds(summary.FirstTokenP95)} / {Seconds(summary.FirstTokenP99)}");
        if (summary is { FirstWait: { } wait, FirstScaleUp: { } asked })
        {
            yield return ("first help", $"waiting from {Clock(wait)}, asked for at {Clock(asked)}, there at {(summary.FirstAddedReady is { } ready ? Clock(ready) : "–")}");
        }

        yield return ("engine-hours", Number(summary.ReplicaHours));
        if (timeline.Model.Gpus > 0)
        {
            yield return ("GPU-hours", Number(summary.GpuHours));
        }

        if (summary.Cost is { } cost)
        {
            yield return ("cost", cost.ToString("#,0.00", CultureInfo.InvariantCulture));
        }
    }
}
