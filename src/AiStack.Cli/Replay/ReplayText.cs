using System.Globalization;
using AiStack.Autoscaling.Replay;
using AiStack.Cli.Output;
using Spectre.Console;

namespace AiStack.Cli.Replay;

/// <summary>A replay on the terminal: the timeline of each model, what it came to, and what to change. Of many models a line each.</summary>
internal static class ReplayText
{
    private const int MostTimelines = 5;
    private const int Marks = 12;
    private static readonly string[] s_columns = ["time", "engines", "waiting", "running", "first token", "lost", "why"];
    private static readonly string[] s_overview = ["model", "engines", "changes", "most waiting", "first token p95", "lost", "engine-hours", "cost"];

    /// <summary>Prints it.</summary>
    public static void Write(StreamWriter output, ReplayReport report)
    {
        output.Write($"Replay of {report.Stack}: {report.Load}. {Figures.Assumptions(report)} Each row tells the most until the next one.\n");
        if (report.Models.Count > MostTimelines)
        {
            output.Write("\n");
            Table(output, s_overview, [.. report.Models.Select(Overview)]);
            foreach (var timeline in report.Models)
            {
                foreach (var finding in timeline.Findings)
                {
                    output.Write($"{timeline.Model.Name}: {finding}\n");
                }
            }

            return;
        }

        foreach (var timeline in report.Models)
        {
            Write(output, timeline);
        }
    }

    private static void Write(StreamWriter output, ModelTimeline timeline)
    {
        var rules = timeline.Model.Rules;
        output.Write($"\n{Bold(timeline.Model.Name)} ({(rules is null ? "not scaled" : string.Create(CultureInfo.InvariantCulture, $"{rules.MinReplicas} to {rules.MaxReplicas} engines, one for each {rules.Triggers[0].Threshold} {rules.Triggers[0].Measure}"))})\n");
        Table(output, s_columns, [.. Shown(timeline).Select(Row)]);
        output.Write($"{string.Join("; ", Figures.Of(timeline).Select(figure => $"{figure.Label}: {figure.Value}"))}.\n");
        foreach (var finding in timeline.Findings)
        {
            output.Write(Terminal.IsColoured ? $"\e[33m! {finding}\e[0m\n" : $"! {finding}\n");
        }
    }

    // A row at each change, and between them a mark now and then; each with the most until the next.
    private static List<List<ReplayStep>> Shown(ModelTimeline timeline)
    {
        var every = Math.Max(1, timeline.Summary.Seconds / Marks);
        List<List<ReplayStep>> rows = [];
        foreach (var step in timeline.Steps)
        {
            if (rows.Count == 0 || rows[^1][0] is var first && (first.Replicas != step.Replicas || first.DesiredReplicas != step.DesiredReplicas || first.Seconds / every != step.Seconds / every))
            {
                rows.Add([]);
            }

            rows[^1].Add(step);
        }

        return rows;
    }

    private static string[] Row(List<ReplayStep> steps) =>
    [
        Figures.Clock(steps[0].Seconds),
        steps[0].Replicas == steps[0].DesiredReplicas ? Figures.Number(steps[0].Replicas) : $"{steps[0].Replicas} of {steps[0].DesiredReplicas}",
        Figures.Number(steps.Max(step => step.Waiting)), Figures.Number(steps.Max(step => step.Running)), Figures.Seconds(steps.Max(step => step.TimeToFirstToken)),
        Figures.Number(steps.Sum(step => step.Lost)), steps[0].Reason,
    ];

    private static string[] Overview(ModelTimeline timeline) =>
    [
        timeline.Model.Name,
        Figures.Range(timeline.Summary),
        Figures.Number(timeline.Changes.Count), Figures.Number(timeline.Summary.PeakWaiting), Figures.Seconds(timeline.Summary.FirstTokenP95), Figures.Number(timeline.Summary.LostAtZero),
        Figures.Number(timeline.Summary.ReplicaHours), timeline.Summary.Cost is { } cost ? cost.ToString("#,0.00", CultureInfo.InvariantCulture) : "–",
    ];

    private static string Bold(string text) => Terminal.IsColoured ? $"\e[1m{text}\e[0m" : text;

    // A pipe gets columns and no frame.
    private static void Table(StreamWriter output, string[] columns, IReadOnlyList<string[]> rows)
    {
        if (!Terminal.IsColoured)
        {
            Columns(output, columns, rows);
            return;
        }

        output.Flush();
        var table = new Table().Border(TableBorder.Rounded);
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(new Text(column)) { Alignment = IsText(column) ? Justify.Left : Justify.Right });
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => new Text(cell)));
        }

        AnsiConsole.Write(table);
    }

    private static void Columns(StreamWriter output, string[] columns, IReadOnlyList<string[]> rows)
    {
        var widths = columns.Select((column, i) => rows.Select(row => row[i].Length).Append(column.Length).Max()).ToArray();
        foreach (var row in rows.Prepend(columns))
        {
            output.Write(string.Join("  ", row.Select((cell, i) => IsText(columns[i]) ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))).TrimEnd());
            output.Write("\n");
        }
    }

    private static bool IsText(string column) => column is "why" or "model";
}
