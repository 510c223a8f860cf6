using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace AiStack.Bench.Publish;

/// <summary>How long `aistack publish` takes, from the start of its process to its end, beside the cdk8s library for as many objects of the same kinds.</summary>
internal static class PublishBench
{
    private const int Runs = 10;
    private const int Objects = 2_000;

    // Two sizes tell how many objects a team more makes.
    private const int FewTeams = 2;
    private const int MoreTeams = 6;

    internal static async Task<Table> RunAsync(CancellationToken cancellationToken)
    {
        var directory = Directory.CreateTempSubdirectory("aistack-bench-");
        try
        {
            await BuildAsync(Path.Combine(directory.FullName, "program"), cancellationToken);
            return await new Measurement(directory.FullName).RunAsync(cancellationToken);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static async Task BuildAsync(string directory, CancellationToken cancellationToken)
    {
        using var build = Process.Start(new ProcessStartInfo("dotnet", ["publish", "src/AiStack.Cli", "-c", "Release", "-o", directory, "--nologo", "-v", "q"]))!;
        await build.WaitForExitAsync(cancellationToken);
        if (build.ExitCode != 0)
        {
            throw new InvalidOperationException("aistack could not be published; run the benchmark from the repository's root.");
        }
    }

    private sealed class Measurement(string directory)
    {
        private readonly Table _table = new Table().Title("aistack publish, published ReadyToRun, whole process").AddColumns("what", "median", "lowest", "highest", "goal");
        private readonly string _aistack = Path.Combine(directory, "program", "aistack");
        private readonly string _output = Path.Combine(directory, "out");
        private readonly string _stack = Path.Combine(directory, "stack.yaml");

        private string[] Arguments => ["publish", _stack, "-o", _output];

        internal async Task<Table> RunAsync(CancellationToken cancellation)
        {
            var (few, fewObjects) = await PublishAsync(FewTeams, Runs, cancellation);
            var (_, moreObjects) = await PublishAsync(MoreTeams, 1, cancellation);
            var perTeam = (moreObjects - fewObjects) / (double)(MoreTeams - FewTeams);
            int TeamsFor(int objects) => FewTeams + (int)Math.Round((objects - fewObjects) / perTeam);

            var (times, written) = await PublishAsync(TeamsFor(Objects), Runs, cancellation);
            AddRow($"{Count(written)} objects", times, "≤ 0.60 s");
            AddMemory($"{Count(written)} objects, most memory", await Measured.PeakMegabytesAsync(_aistack, Arguments, cancellation), "≤ 200 MB");
            await AddPeerAsync(Measured.Median(times), written, cancellation);

            double? before = null;
            foreach (var (objects, runs) in new[] { (400, Runs), (Objects, Runs), (20_000, 3) })
            {
                (times, written) = await PublishAsync(TeamsFor(objects), runs, cancellation);
                before = AddPerObject(times, written, Measured.Median(few), fewObjects, before);
            }

            return _table;
        }

        private async Task<(IReadOnlyList<TimeSpan> Times, int Objects)> PublishAsync(int teams, int runs, CancellationToken cancellation)
        {
            await File.WriteAllTextAsync(_stack, GeneratedStack.Text(teams), cancellation);
            var times = await Measured.TimesAsync(runs, _aistack, Arguments, cancellation);
            return (times, PublishedTree.ObjectFiles(_output).Count);
        }

        private async Task AddPeerAsync(TimeSpan ours, int objects, CancellationToken cancellation)
        {
            var files = PublishedTree.ObjectFiles(_output);
            var (peer, reason) = await Cdk8sPeer.InstallAsync(Path.Combine(directory, "cdk8s"), PublishedTree.Kinds(files), cancellation);
            if (peer is null)
            {
                _table.AddRow("cdk8s", Markup.Escape(reason), "", "", "");
                return;
            }

            var times = await Measured.TimesAsync(Runs, "node", peer.Arguments, cancellation);
            var theirs = peer.Files(objects);
            AddRow($"cdk8s: {Count(objects)} objects", times, "");
            AddMemory("cdk8s, most memory", await Measured.PeakMegabytesAsync("node", peer.Arguments, cancellation), "");
            _table.AddRow("aistack / cdk8s, time", Number(ours / Measured.Median(times), "0.00"), "", "", "≤ 0.50");
            _table.AddRow("aistack / cdk8s, bytes per object", Number(files.Sum(Length) / (double)theirs.Sum(Length), "0.00"), "", "", "about 1");

            static long Length(string file) => new FileInfo(file).Length;
        }

        // The start of the process is the same for each size, so what a small stack takes is subtracted.
        private double AddPerObject(IReadOnlyList<TimeSpan> times, int objects, TimeSpan few, int fewObjects, double? first)
        {
            double PerObject(TimeSpan time) => (time - few).TotalMicroseconds / (objects - fewObjects);
            var median = PerObject(Measured.Median(times));
            var goal = first is null ? "" : Number(first.Value * 0.7, "0") + " to " + Number(first.Value * 1.3, "0") + " µs";
            _table.AddRow($"{Count(objects)} objects, each beyond {Count(fewObjects)}", Microseconds(median), Microseconds(PerObject(times[0])), Microseconds(PerObject(times[^1])), goal);
            return first ?? median;

            static string Microseconds(double value) => Number(value, "0") + " µs";
        }

        private void AddRow(string what, IReadOnlyList<TimeSpan> times, string goal) =>
            _table.AddRow(what, Seconds(Measured.Median(times)), Seconds(times[0]), Seconds(times[^1]), goal);

        private void AddMemory(string what, double? megabytes, string goal) =>
            _table.AddRow(what, megabytes is { } peak ? Number(peak, "0") + " MB" : "unknown: no /proc", "", "", goal);

        private static string Seconds(TimeSpan time) => Number(time.TotalSeconds, "0.000") + " s";

        private static string Count(int count) => count.ToString("#,0", CultureInfo.InvariantCulture);

        private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
    }
}
