using System.Globalization;
using System.Text;
using AiStack.Autoscaling.Replay;

namespace AiStack.Cli.Replay;

/// <summary>A replay as a page that needs nothing besides itself: no network, no script; light or dark as the reader has it.</summary>
internal static class ReplayPage
{
    /// <summary>Writes the file.</summary>
    public static void Write(string path, ReplayReport report)
    {
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        file.Write($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Html.Text($"Replay of {report.Stack}")}</title>
            <style>
            {ReplayStyle.Css}
            </style>
            </head>
            <body>
            <main>
            <h1>{Html.Text($"Replay of {report.Stack}")}</h1>
            <p class="about">{Html.Text($"Load: {report.Load}. {Figures.Assumptions(report)} Scaling as KEDA 2.20 and the HorizontalPodAutoscaler of Kubernetes 1.36 do it.")}</p>

            """.ReplaceLineEndings("\n"));
        if (report.Models.Count > 1)
        {
            file.Write(Overview(report));
        }

        foreach (var timeline in report.Models)
        {
            file.Write(Section(timeline));
        }

        file.Write("</main>\n</body>\n</html>\n");
    }

    private static string Overview(ReplayReport report)
    {
        var html = new StringBuilder("<table>\n<thead><tr><th>model</th><th>engines</th><th>most waiting</th><th>first token p95</th><th>lost</th><th>GPU-hours</th><th>cost</th></tr></thead>\n<tbody>\n");
        foreach (var timeline in report.Models)
        {
            var summary = timeline.Summary;
            html.Append(CultureInfo.InvariantCulture, $"<tr><td><a href=\"#{Anchor(timeline)}\">{Html.Text(timeline.Model.Name)}</a></td><td>{Figures.Range(summary)}</td><td>{Figures.Number(summary.PeakWaiting)}</td><td>{Figures.Seconds(summary.FirstTokenP95)}</td><td>{Figures.Number(summary.LostAtZero)}</td><td>{Figures.Number(summary.GpuHours)}</td><td>{Cost(summary.Cost)}</td></tr>\n");
        }

        html.Append(CultureInfo.InvariantCulture, $"</tbody>\n<tfoot><tr><td>all</td><td></td><td></td><td></td><td>{Figures.Number(report.Models.Sum(timeline => timeline.Summary.LostAtZero))}</td><td>{Figures.Number(report.Models.Sum(timeline => timeline.Summary.GpuHours))}</td><td>{Cost(report.Models.Any(timeline => timeline.Summary.Cost is not null) ? report.Models.Sum(timeline => timeline.Summary.Cost) : null)}</td></tr></tfoot>\n</table>\n");
        return html.ToString();
    }

    private static string Section(ModelTimeline timeline)
    {
        var rules = timeline.Model.Rules;
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<section id=\"{Anchor(timeline)}\">\n<h2>{Html.Text(timeline.Model.Name)}</h2>\n");
        html.Append(CultureInfo.InvariantCulture, $"<p class=\"about\">{Html.Text(rules is null ? "Not scaled." : string.Create(CultureInfo.InvariantCulture, $"{rules.MinReplicas} to {rules.MaxReplicas} engines, one for each {rules.Triggers[0].Threshold} {rules.Triggers[0].Measure}; asked every {rules.PollingInterval.TotalSeconds} s, down after {rules.ScaleDown.StabilizationWindow.TotalSeconds} s."))}</p>\n");
        foreach (var finding in timeline.Findings)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"finding\">{Html.Text(finding)}</p>\n");
        }

        html.Append("<dl>\n");
        foreach (var (label, value) in Figures.Of(timeline))
        {
            html.Append(CultureInfo.InvariantCulture, $"<div><dt>{Html.Text(label)}</dt><dd>{Html.Text(value)}</dd></div>\n");
        }

        html.Append("</dl>\n").Append(ModelChart.Svg(timeline));
        if (timeline.Changes.Count > 0)
        {
            html.Append(CultureInfo.InvariantCulture, $"<details{(timeline.Changes.Count <= 12 ? " open" : "")}><summary>{timeline.Changes.Count} changes</summary>\n<table>\n<thead><tr><th>time</th><th>engines</th><th>why</th></tr></thead>\n<tbody>\n");
            foreach (var change in timeline.Changes)
            {
                html.Append(CultureInfo.InvariantCulture, $"<tr><td>{Figures.Clock(change.Time.TotalSeconds)}</td><td>{change.From} → {change.To}</td><td>{Html.Text(change.Reason)}</td></tr>\n");
            }

            html.Append("</tbody>\n</table>\n</details>\n");
        }

        return html.Append("</section>\n").ToString();
    }

    private static string Anchor(ModelTimeline timeline) => timeline.Model.Name.Replace('/', '-');

    private static string Cost(double? cost) => cost is { } known ? known.ToString("#,0.00", CultureInfo.InvariantCulture) : "–";
}
