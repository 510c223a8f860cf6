using System.Globalization;
using System.Text;
using AiStack.Autoscaling.Replay;

namespace AiStack.Cli.Replay;

/// <summary>The picture of a model's replay: requests, queue, engines, time to the first token and what was used, one below the other over the same time.</summary>
internal static class ModelChart
{
    private const int MostPoints = 440;
    private const int Hovers = 160;
    private const int AxisHeight = 30;
    private static readonly int[] s_ticks = [10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400];

    /// <summary>Draws it.</summary>
    public static string Svg(ModelTimeline timeline)
    {
        var seconds = timeline.Summary.Seconds;
        var points = Thinned(timeline.Steps, seconds);
        var threshold = timeline.Model.Rules?.Triggers[0] is { } trigger && timeline.Model.Sources[0] is TriggerSource.Waiting or TriggerSource.Running ? trigger.Threshold : (double?)null;
        var panels = new[]
        {
            Requests(points, seconds), Queue(points, timeline, seconds, threshold), Engines(timeline, seconds), FirstToken(points, seconds), Used(timeline, seconds),
        };
        var height = (panels.Length * Panel.Outer) + AxisHeight - 20;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Panel.Left + Panel.Width + 24} {height}\" role=\"img\" aria-label=\"{Html.Text($"Replay of {timeline.Model.Name}")}\">\n");
        Axis(svg, panels, seconds, height - AxisHeight);
        foreach (var panel in panels)
        {
            svg.Append(panel.Svg());
        }

        Hover(svg, panels[0], timeline, height - AxisHeight);
        return svg.Append("</svg>\n").ToString();
    }

    private static Panel Requests(List<ReplayStep> steps, int seconds)
    {
        var panel = new Panel("requests per second", 0, seconds, steps.Max(step => step.RequestsPerSecond)).Begin(("come", "load"), ("lost: no engine answers", "lost"));
        panel.Area("load fill", [.. steps.Select(step => (step.Seconds, step.RequestsPerSecond))]);
        foreach (var run in Runs(steps, step => step.Lost > 0 ? step.RequestsPerSecond : null))
        {
            panel.Area("lost fill", run);
        }

        return panel;
    }

    private static Panel Queue(List<ReplayStep> steps, ModelTimeline timeline, int seconds, double? threshold)
    {
        var highest = Math.Max(steps.Max(step => Math.Max(step.Waiting, step.Running)), threshold ?? 0);
        var panel = new Panel("requests in the engines", Panel.Outer, seconds, highest);
        _ = threshold is null ? panel.Begin(("wait", "waiting"), ("computed", "running"))
            : panel.Begin(("wait", "waiting"), ("computed", "running"), ($"threshold × engines ({timeline.Model.Rules!.Triggers[0].Measure})", "threshold"));
        panel.Line("running", steps.Select(step => (step.Seconds, step.Running))).Area("waiting fill", [.. steps.Select(step => (step.Seconds, step.Waiting))]);
        return threshold is { } each ? panel.Stairs("threshold", Ended(timeline, step => Math.Min(highest, Math.Max(1, step.DesiredReplicas) * each))) : panel;
    }

    private static Panel Engines(ModelTimeline timeline, int seconds) =>
        new Panel("engines", 2 * Panel.Outer, seconds, Math.Max(2, timeline.Summary.MostReplicas)).Begin(("answer", "ready"), ("asked for", "desired"))
            .Stairs("ready", Ended(timeline, step => step.Replicas))
            .Stairs("desired", Ended(timeline, step => step.DesiredReplicas));

    private static Panel FirstToken(List<ReplayStep> steps, int seconds)
    {
        var panel = new Panel("seconds to the first token", 3 * Panel.Outer, seconds, steps.Max(step => step.TimeToFirstToken ?? 0)).Begin(("longest", "latency"));
        foreach (var run in Runs(steps, step => step.TimeToFirstToken))
        {
            panel.Line("latency", run);
        }

        return panel;
    }

    // The last of the panels: what adds up, and costs.
    private static Panel Used(ModelTimeline timeline, int seconds)
    {
        var (model, summary) = (timeline.Model, timeline.Summary);
        var (unit, total) = model.Gpus > 0 ? ("GPU-hours", summary.GpuHours) : ("engine-hours", summary.ReplicaHours);
        var title = summary.Cost is { } cost ? $"{unit} so far; in the end {Figures.Number(total)}, for {cost.ToString("#,0.00", CultureInfo.InvariantCulture)}" : $"{unit} so far; in the end {Figures.Number(total)}";
        var (hours, points) = (0.0, new List<(int, double)>());
        for (var i = 0; i < timeline.Steps.Count; i++)
        {
            var step = timeline.Steps[i];
            if (i == 0 || step.DesiredReplicas != timeline.Steps[i - 1].DesiredReplicas)
            {
                points.Add((step.Seconds, hours));
            }

            hours += step.DesiredReplicas * Math.Max(1, model.Gpus) * ((i + 1 < timeline.Steps.Count ? timeline.Steps[i + 1].Seconds : seconds) - step.Seconds) / 3600.0;
        }

        points.Add((seconds, hours));
        return new Panel(title, 4 * Panel.Outer, seconds, total).Begin().Area("used fill", points);
    }

    // Pieces of time without a value make gaps.
    private static IEnumerable<IReadOnlyList<(int Second, double Value)>> Runs(List<ReplayStep> steps, Func<ReplayStep, double?> value)
    {
        List<(int, double)> run = [];
        foreach (var step in steps)
        {
            if (value(step) is { } known)
            {
                run.Add((step.Seconds, known));
            }
            else if (run.Count > 0)
            {
                yield return [.. run, (step.Seconds, run[^1].Item2)];
                run.Clear();
            }
        }

        if (run.Count > 0)
        {
            yield return run;
        }
    }

    // Below the curves, so that it hides none.
    private static void Axis(StringBuilder svg, Panel[] panels, int seconds, int y)
    {
        var every = s_ticks.First(tick => seconds <= tick * 12 || tick == s_ticks[^1]);
        for (var second = 0; second <= seconds; second += every)
        {
            var x = panels[0].X(second);
            foreach (var panel in panels)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{x}\" y1=\"{panel.Upper}\" x2=\"{x}\" y2=\"{panel.Lower}\"/>");
            }

            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"time\" x=\"{x}\" y=\"{y + 20}\">{Figures.Clock(second)[..^(every % 60 == 0 ? 3 : 0)]}</text>\n");
        }
    }

    // A strip for each piece of time says its numbers when pointed at; no script.
    private static void Hover(StringBuilder svg, Panel panel, ModelTimeline timeline, int height)
    {
        var steps = timeline.Steps;
        for (var i = 0; i < Hovers; i++)
        {
            var (from, to) = ((int)((long)timeline.Summary.Seconds * i / Hovers), (int)((long)timeline.Summary.Seconds * (i + 1) / Hovers));
            if (to == from)
            {
                continue;
            }

            var step = At(steps, from);
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"hover\" x=\"{panel.X(from)}\" y=\"24\" width=\"{Math.Round(panel.X(to) - panel.X(from), 1)}\" height=\"{height - 24}\"><title>{Figures.Clock(from)}: {Figures.Number(step.RequestsPerSecond)} requests/s, {Figures.Number(step.Waiting)} waiting, {Figures.Number(step.Running)} running, {step.Replicas} of {step.DesiredReplicas} engines, first token {Figures.Seconds(step.TimeToFirstToken)}\n{Html.Text(step.Reason)}</title></rect>\n");
        }
    }

    private static ReplayStep At(IReadOnlyList<ReplayStep> steps, int second)
    {
        var (low, high) = (0, steps.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = steps[middle].Seconds <= second ? (middle, high) : (low, middle - 1);
        }

        return steps[low];
    }

    private static IEnumerable<(int, double)> Ended(ModelTimeline timeline, Func<ReplayStep, double> value)
    {
        double? last = null;
        foreach (var step in timeline.Steps)
        {
            if (value(step) != last)
            {
                last = value(step);
                yield return (step.Seconds, last.Value);
            }
        }

        yield return (timeline.Summary.Seconds, last ?? 0);
    }

    // As many points as a line needs: of each piece of time the highest values.
    private static List<ReplayStep> Thinned(IReadOnlyList<ReplayStep> steps, int seconds)
    {
        var width = Math.Max(1, seconds / MostPoints);
        return [.. steps.GroupBy(step => step.Seconds / width).Select(group => new ReplayStep
        {
            Seconds = group.First().Seconds,
            Replicas = group.First().Replicas,
            DesiredReplicas = group.First().DesiredReplicas,
            Reason = "",
            RequestsPerSecond = group.Max(step => step.RequestsPerSecond),
            Waiting = group.Max(step => step.Waiting),
            Running = group.Max(step => step.Running),
            Lost = group.Sum(step => step.Lost),
            TimeToFirstToken = group.Max(step => step.TimeToFirstToken),
        })];
    }
}
