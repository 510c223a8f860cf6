using System.Globalization;

namespace Aspire.Hosting.Dcp;

/// <summary>Finds DCP's own processes. A detached DCP is nobody's child, so it is recognised by the session folder on its command line.</summary>
internal static class DcpProcesses
{
    /// <summary>Process ids of DCP's API server and controllers that work in this session folder; empty where there is no /proc to ask.</summary>
    internal static IReadOnlyList<int> WorkingIn(string sessionFolder)
    {
        if (!OperatingSystem.IsLinux())
        {
            return [];
        }

        var found = new List<int>();
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory), NumberStyles.None, CultureInfo.InvariantCulture, out var processId)
                && processId != Environment.ProcessId
                && CommandLineOf(processId) is { } line
                && line.Contains(sessionFolder + '/', StringComparison.Ordinal)
                && (line.Contains("\0start-apiserver\0", StringComparison.Ordinal) || line.Contains("\0run-controllers\0", StringComparison.Ordinal)))
            {
                found.Add(processId);
            }
        }

        return found;
    }

    /// <summary>The AppHost that a process of DCP serves, as far as its command line tells.</summary>
    internal static int? AppHostOf(int processId) =>
        CommandLineOf(processId)?.Split('\0').Select(Path.GetDirectoryName).Select(DcpSessionFolder.AppHostOf).FirstOrDefault(id => id is not null);

    private static string? CommandLineOf(int processId)
    {
        try
        {
            return File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/cmdline"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Ended while we looked, or not ours to look at.
            return null;
        }
    }
}
