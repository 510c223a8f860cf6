using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Aspire.Hosting.Dcp;

/// <summary>A process that may end at any moment: asking about it or ending it never throws because it is gone.</summary>
internal static class RunningProcess
{
    internal static bool Exists(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
        catch (Exception exception) when (exception is Win32Exception or InvalidOperationException)
        {
            // It is there, but belongs to somebody else.
            return true;
        }
    }

    /// <summary>When the process started, or <see langword="null"/> when there is no such process (or none that we may ask).</summary>
    internal static DateTime? StartTime(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return process.StartTime;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Ends the process and its descendants without asking them, provided it is still the one that started at <paramref name="started"/>.</summary>
    internal static void KillTree(int processId, DateTime started)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            if (process.StartTime == started)
            {
                process.Kill(entireProcessTree: true);
            }
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended by itself in the meantime, which is what was wanted.
        }
    }

    /// <summary>Asks the process to end (SIGTERM); where there are no signals this does nothing.</summary>
    internal static void Terminate(int processId)
    {
        if (!OperatingSystem.IsWindows())
        {
            // The answer does not matter: what is not there any more needs no signal.
            _ = SendSignal(processId, SigTerm);
        }
    }

    private const int SigTerm = 15;

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int processId, int signal);
}
