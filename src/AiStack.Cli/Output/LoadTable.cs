using AiStack.Cli.Load;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace AiStack.Cli.Output;

/// <summary>A load as a table that a terminal shows again each second.</summary>
internal static class LoadTable
{
    /// <summary>How far a run is, and its last seconds.</summary>
    public static IRenderable Of(LoadPlan plan, TimeSpan elapsed, LoadSnapshot now, long waiting)
    {
        var counts = new Grid().AddColumn().AddColumn();
        Add(counts, "time", $"{LoadText.Clock(elapsed)} of {LoadText.Clock(plan.Duration)}");
        Add(counts, "sent", Number(now.Counts.Sent));
        Add(counts, "running", Number(now.Counts.Running) + (waiting > 0 ? $", and {Number(waiting)} held back" : ""));
        Add(counts, "done", Number(now.Counts.Done));
        counts.AddRow(new Text("failed"), new Text(LoadText.Failures(now), now.Counts.Failed > 0 ? new Style(Color.Red) : Style.Plain));
        Add(counts, "requests/s", LoadText.PerSecond(now.Recent.Done, now.RecentTime));
        Add(counts, "tokens/s", LoadText.PerSecond(now.Recent.OutputTokens, now.RecentTime));

        var latencies = new Table().Border(TableBorder.Rounded).AddColumns(new TableColumn(""), Right("p50"), Right("p90"), Right("p99"));
        foreach (var (name, latency) in LoadText.Latencies(now))
        {
            latencies.AddRow([name, .. new[] { latency.P50, latency.P90, latency.P99 }.Select(value => latency.Count == 0 ? "" : LoadText.Latency(value))]);
        }

        return new Rows(counts, latencies, new Text($"Of the last {LoadMeasurements.RecentSeconds} seconds. Ctrl-C ends it with a summary.", new Style(decoration: Decoration.Dim)));
    }

    private static TableColumn Right(string heading) => new TableColumn(heading).RightAligned();

    private static void Add(Grid grid, string name, string value) => grid.AddRow(new Text(name), new Text(value));

    private static string Number(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
