using System.Globalization;
using System.Text;
using AiStack.Cli.Load;
using AiStack.Core.Units;

namespace AiStack.Cli.Output;

/// <summary>A load for people: a line every few seconds, and a summary at the end.</summary>
internal static class LoadText
{
    /// <summary>What is going to be done.</summary>
    public static string Title(LoadPlan plan)
    {
        var text = new StringBuilder(Invariant($"{plan.Address}: {plan.Model}, {plan.Rate:0.###} requests/s for {Duration.Format(plan.Duration)}, prompts of {plan.PromptTokens} tokens"));
        text.Append(plan.Endpoint == LoadEndpoint.Embeddings ? "" : $", answers of {(plan.IgnoresEnd ? "" : "at most ")}{plan.OutputTokens}{(plan.IsStreamed ? ", streamed" : "")}");
        text.Append(plan.Concurrency is { } concurrency ? Invariant($", at most {concurrency} at a time") : "");
        return text.Append(Invariant($", seed {plan.Seed}.")).ToString();
    }

    /// <summary>What the columns of lines with three latencies are.</summary>
    public static string Legend { get; } = Invariant($"Latencies are p50/p90/p99 of the last {LoadMeasurements.RecentSeconds} seconds. Ctrl-C ends it with a summary.");

    /// <summary>How far a run is, and its last seconds.</summary>
    public static string Line(TimeSpan elapsed, LoadSnapshot now, long waiting)
    {
        var text = new StringBuilder(Invariant($"{Clock(elapsed),7}  sent {now.Counts.Sent}, running {now.Counts.Running}, done {now.Counts.Done}, failed {Failures(now)}"));
        text.Append(waiting > 0 ? Invariant($", held back {waiting}") : "");
        text.Append(Invariant($" | {PerSecond(now.Recent.Done, now.RecentTime)} requests/s, {PerSecond(now.Recent.OutputTokens, now.RecentTime)} tokens/s"));
        foreach (var (name, latency) in Latencies(now).Where(latency => latency.Summary.Count > 0))
        {
            text.Append($" | {name} {Latency(latency.P50)}/{Latency(latency.P90)}/{Latency(latency.P99)}");
        }

        return text.ToString();
    }

    /// <summary>What came of it.</summary>
    public static string Summary(LoadPlan plan, LoadEnd end, LoadSnapshot whole, LatencySummary heldBack, LatencySummary late)
    {
        var counts = whole.Counts;
        var text = new StringBuilder(end.IsInterrupted ? "Ended early. " : "");
        text.Append(Invariant($"{counts.Sent} request{(counts.Sent == 1 ? "" : "s")} sent in {end.Sending.TotalSeconds:0.0} s ({PerSecond(counts.Sent, end.Sending)}/s): {counts.Done} done, {counts.Failed} failed"));
        text.Append(counts.Unfinished > 0 ? Invariant($", {counts.Unfinished} given up while they ran") : "").Append(".\n");
        if (counts.Done + counts.OutputTokens > 0)
        {
            text.Append(Invariant($"Answered: {PerSecond(counts.Done, end.Elapsed)} requests/s, {PerSecond(counts.PromptTokens, end.Elapsed)} prompt tokens/s"));
            text.Append(plan.Endpoint == LoadEndpoint.Embeddings ? ".\n" : Invariant($", {PerSecond(counts.OutputTokens, end.Elapsed)} output tokens/s.\n"));
            AppendLatencies(text, whole);
        }

        if (heldBack.Count > 0 || end.NeverSent > 0)
        {
            text.Append(Invariant($"\nHeld back, because {plan.Concurrency} ran already: {heldBack.Count} request{(heldBack.Count == 1 ? "" : "s")}, p50 {Latency(heldBack.P50)}, longest {Latency(heldBack.Max)}; the latencies above have it in them. "));
            text.Append(Invariant($"{end.NeverSent} that were due were not sent before the end.\n"));
        }

        if (late.P90 > TimeSpan.FromMilliseconds(10))
        {
            text.Append(Invariant($"\nThis machine was late itself: p90 {Latency(late.P90)}, p99 {Latency(late.P99)} from when a request was due until it was sent; the latencies above have it in them.\n"));
        }

        foreach (var failure in whole.Failures)
        {
            text.Append(Invariant($"{(failure == whole.Failures[0] ? "\n" : "")}failed {failure.Count} x {failure.Kind}: {failure.Message}\n"));
        }

        return text.ToString();
    }

    /// <summary>The latencies that are told, each with its name.</summary>
    public static IEnumerable<(string Name, LatencySummary Summary)> Latencies(LoadSnapshot measured) =>
        [("first token", measured.FirstToken), ("between tokens", measured.BetweenTokens), ("end to end", measured.EndToEnd)];

    /// <summary>Minutes and seconds, with hours once there are any.</summary>
    public static string Clock(TimeSpan time)
    {
        var seconds = (long)Math.Round(time.TotalSeconds);
        return seconds < 3600 ? Invariant($"{seconds / 60}:{seconds % 60:00}") : Invariant($"{seconds / 3600}:{seconds / 60 % 60:00}:{seconds % 60:00}");
    }

    /// <summary>How many failed, by kind.</summary>
    public static string Failures(LoadSnapshot now) => now.Failures.Count == 0
        ? "0"
        : Invariant($"{now.Counts.Failed} ({string.Join(", ", now.Failures.Take(4).Select(failure => Invariant($"{failure.Kind} x {failure.Count}")))}{(now.Failures.Count > 4 ? ", …" : "")})");

    /// <summary>A number per second.</summary>
    public static string PerSecond(long count, TimeSpan time) => time <= TimeSpan.Zero ? "0" : (count / time.TotalSeconds).ToString(count / time.TotalSeconds < 100 ? "0.0" : "0", CultureInfo.InvariantCulture);

    /// <summary>A latency with three digits and its unit.</summary>
    public static string Latency(TimeSpan latency) => latency.TotalMilliseconds switch
    {
        < 10 => Invariant($"{latency.TotalMilliseconds:0.00} ms"),
        < 100 => Invariant($"{latency.TotalMilliseconds:0.0} ms"),
        < 1000 => Invariant($"{latency.TotalMilliseconds:0} ms"),
        < 10_000 => Invariant($"{latency.TotalSeconds:0.00} s"),
        _ => Invariant($"{latency.TotalSeconds:0.0} s"),
    };

    private static void AppendLatencies(StringBuilder text, LoadSnapshot whole)
    {
        text.Append(Invariant($"\n{"",-16}{"p50",10}{"p90",10}{"p99",10}{"max",10}{"mean",10}\n"));
        foreach (var (name, latency) in Latencies(whole).Where(latency => latency.Summary.Count > 0))
        {
            text.Append(Invariant($"{name,-16}{Latency(latency.P50),10}{Latency(latency.P90),10}{Latency(latency.P99),10}{Latency(latency.Max),10}{Latency(latency.Mean),10}\n"));
        }
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
