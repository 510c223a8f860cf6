using AiStack.Cli.Load;
using Spectre.Console;

namespace AiStack.Cli.Output;

/// <summary>Shows how a load goes while it runs.</summary>
/// <param name="plan">What is asked for.</param>
/// <param name="run">The run.</param>
/// <param name="measurements">What it measures.</param>
internal sealed class LoadDisplay(LoadPlan plan, LoadRun run, LoadMeasurements measurements)
{
    /// <summary>Shows a table until a run is over; for terminals.</summary>
    public Task TableAsync(Task over) => AnsiConsole.Live(Table()).AutoClear(true).StartAsync(live => EachSecondAsync(over, _ => live.UpdateTarget(Table())));

    /// <summary>Writes a line every few seconds until a run is over.</summary>
    public Task LinesAsync(Task over, TextWriter output) => EachSecondAsync(over, second =>
    {
        if (second % LoadMeasurements.RecentSeconds == 0)
        {
            output.Write($"{LoadText.Line(run.Elapsed, measurements.Recent(run.Elapsed), run.Waiting())}\n");
            output.Flush();
        }
    });

    private Spectre.Console.Rendering.IRenderable Table() => LoadTable.Of(plan, run.Elapsed, measurements.Recent(run.Elapsed), run.Waiting());

    private async Task EachSecondAsync(Task over, Action<int> show)
    {
        for (var second = 1; ; second++)
        {
            var pause = TimeSpan.FromSeconds(second) - run.Elapsed;
            if (await Task.WhenAny(over, Task.Delay(pause > TimeSpan.Zero ? pause : TimeSpan.Zero)) == over)
            {
                return;
            }

            show(second);
            measurements.NextSecond(run.Elapsed);
        }
    }
}
