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

    internal const int Kill = 9;
    internal const int Terminate = 15;

    /// <summary>Sends a Unix signal; where there are none this does nothing.</summary>
    internal static void Signal(int processId, int signal)
    {
        if (!OperatingSystem.IsWindows())
        {
            // The answer does not matter: what is not there any more needs no signal.
            _ = SendSignal(processId, signal);
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int processId, int signal);
}
