using System.Diagnostics;
using System.Globalization;

namespace AiStack.Bench.Publish;

/// <summary>A program measured from the start of its process to its end.</summary>
internal static class Measured
{
    /// <summary>Wall-clock times of several runs, in order, after one that is not counted: it reads the program from the disk.</summary>
    /// <exception cref="InvalidOperationException">It fails.</exception>
    internal static async Task<IReadOnlyList<TimeSpan>> TimesAsync(int runs, string program, string[] arguments, CancellationToken cancellation)
    {
        await RunAsync(program, arguments, cancellation);
        List<TimeSpan> times = [];
        for (var run = 0; run < runs; run++)
        {
            var clock = Stopwatch.StartNew();
            await RunAsync(program, arguments, cancellation);
            times.Add(clock.Elapsed);
        }

        times.Sort();
        return times;
    }

    /// <summary>The middle of sorted times.</summary>
    internal static TimeSpan Median(IReadOnlyList<TimeSpan> times) => (times[(times.Count - 1) / 2] + times[times.Count / 2]) / 2;

    /// <summary>The most memory that the process had at once, as the kernel counts it (<c>VmHWM</c>), in MB; a run of its own, since watching takes time.</summary>
    /// <returns><see langword="null"/>: this system does not tell.</returns>
    internal static async Task<double?> PeakMegabytesAsync(string program, string[] arguments, CancellationToken cancellation)
    {
        using var process = Start(program, arguments);
        var status = $"/proc/{process.Id}/status";
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        double? peak = null;
        while (!process.HasExited)
        {
            peak = ReadPeak(status) ?? peak;
            await Task.Delay(1, cancellation);
        }

        await FinishAsync(process, program, arguments, output, cancellation);
        return peak;
    }

    private static double? ReadPeak(string status)
    {
        try
        {
            // VmHWM:     12345 kB
            return File.ReadLines(status).FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)) is { } line
                ? double.Parse(line.AsSpan(6, line.Length - 9), CultureInfo.InvariantCulture) / 1000
                : null;
        }
        catch (IOException)
        {
            // It has ended in between, or there is no /proc.
            return null;
        }
    }

    private static async Task RunAsync(string program, string[] arguments, CancellationToken cancellation)
    {
        using var process = Start(program, arguments);
        await FinishAsync(process, program, arguments, process.StandardOutput.ReadToEndAsync(cancellation), cancellation);
    }

    private static Process Start(string program, string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;

    private static async Task FinishAsync(Process process, string program, string[] arguments, Task<string> output, CancellationToken cancellation)
    {
        var text = await output;
        await process.WaitForExitAsync(cancellation);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"'{program} {string.Join(' ', arguments)}' ended with {process.ExitCode}: {text}");
        }
    }
}
