using System.Globalization;

namespace AiStack.Simulator.Serving;

/// <summary>Tells which process listens on a port, as far as <c>/proc</c> lets us see.</summary>
internal static class PortHolder
{
    private const string ListenState = "0A";
    private static readonly string[] SocketTables = ["/proc/net/tcp", "/proc/net/tcp6"];

    /// <summary>The process's name and number.</summary>
    /// <returns><see langword="null"/> on other systems than Linux, and when the process belongs to another user.</returns>
    public static string? Find(int port)
    {
        try
        {
            var inodes = ListeningInodes(port);
            return inodes.Count == 0 ? null : Directory.EnumerateDirectories("/proc").Where(IsProcess).Where(process => Holds(process, inodes)).Select(Describe).FirstOrDefault();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Only the hint is lost; that the port is taken is said in any case.
            return null;
        }
    }

    // A line of /proc/net/tcp: "  0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000  0 31337 1 …"
    private static HashSet<string> ListeningInodes(int port)
    {
        var hexPort = ":" + port.ToString("X4", CultureInfo.InvariantCulture);
        return [.. SocketTables
            .Where(File.Exists)
            .SelectMany(File.ReadLines)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(columns => columns.Length > 9 && columns[3] == ListenState && columns[1].EndsWith(hexPort, StringComparison.Ordinal))
            .Select(columns => $"socket:[{columns[9]}]")];
    }

    private static bool IsProcess(string path) => char.IsAsciiDigit(Path.GetFileName(path)[0]);

    private static bool Holds(string process, HashSet<string> inodes)
    {
        try
        {
            return Directory.EnumerateFiles($"{process}/fd").Any(link => File.ResolveLinkTarget(link, returnFinalTarget: false) is { } target && inodes.Contains(target.Name));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // It ended while we looked, or it belongs to somebody else.
            return false;
        }
    }

    private static string Describe(string process) => $"{File.ReadAllText($"{process}/comm").Trim()} (process {Path.GetFileName(process)})";
}
