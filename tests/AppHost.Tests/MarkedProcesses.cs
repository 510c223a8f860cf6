using System.Diagnostics;

namespace AppHost.Tests;

/// <summary>Every process below one that we started, however deep and whoever adopted it: found by a variable in its environment.</summary>
/// <remarks>DCP re-parents itself to pid 1, so the process tree does not tell; the environment is inherited all the way down. Linux only.</remarks>
public sealed class MarkedProcesses
{
    private const string Variable = "AISTACK_TEST_MARK";

    private readonly string _mark = $"{Variable}={Guid.NewGuid():N}";

    /// <summary>Puts the mark into the environment of a process that is about to start.</summary>
    public void Mark(ProcessStartInfo start) => start.Environment[Variable] = _mark[(Variable.Length + 1)..];

    /// <summary>Pids and command lines of all marked processes that run now.</summary>
    public IReadOnlyList<(int Pid, string Command)> Running()
    {
        List<(int, string)> running = [];
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory), out var pid) && Read(pid, "environ").Contains(_mark, StringComparison.Ordinal))
            {
                running.Add((pid, Read(pid, "cmdline").Replace('\0', ' ').Trim()));
            }
        }

        return running;
    }

    /// <summary>Waits until no marked process is left.</summary>
    /// <returns>What is still there when the time is up; empty is what one hopes for.</returns>
    public async Task<IReadOnlyList<(int Pid, string Command)>> WaitUntilGoneAsync(TimeSpan limit)
    {
        var clock = Stopwatch.StartNew();
        var left = Running();
        while (left.Count > 0 && clock.Elapsed < limit)
        {
            await Task.Delay(20);
            left = Running();
        }

        return left;
    }

    /// <summary>Ends what is left, so that one failed test does not spoil the next.</summary>
    public void Kill()
    {
        foreach (var (pid, _) in Running())
        {
            try
            {
                Process.GetProcessById(pid).Kill();
            }
            catch (ArgumentException)
            {
                // It ended by itself in between.
            }
        }
    }

    private static string Read(int pid, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/{file}");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Gone in between, or somebody else's.
            return "";
        }
    }
}
