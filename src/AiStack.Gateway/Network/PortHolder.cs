using System.Globalization;

namespace AiStack.Gateway.Network;

/// <summary>Tells who listens on a TCP port, as far as this user may see it.</summary>
internal static class PortHolder
{
    // State column of /proc/net/tcp: 0A is LISTEN.
    private const string Listening = "0A";
    private static readonly string[] s_tables = ["/proc/net/tcp", "/proc/net/tcp6"];

    /// <summary>Name and process id of the program that listens on the port.</summary>
    /// <param name="port">The port.</param>
    /// <returns>For example <c>python3 (pid 4711)</c>; <see langword="null"/> where it cannot be told (another user's process, no /proc).</returns>
    public static string? Find(int port)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        var sockets = SocketsListeningOn(port).Select(inode => $"socket:[{inode}]").ToHashSet(StringComparer.Ordinal);
        if (sockets.Count == 0)
        {
            return null;
        }

        foreach (var process in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(process), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) && Holds(process, sockets))
            {
                return $"{Name(process)} (pid {pid})";
            }
        }

        return null;
    }

    //   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
    //    0: 0100007F:1F41 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 12345 1 …
    private static IEnumerable<string> SocketsListeningOn(int port)
    {
        var suffix = ":" + port.ToString("X4", CultureInfo.InvariantCulture);
        return s_tables
            .Where(File.Exists)
            .SelectMany(File.ReadLines)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(columns => columns.Length > 9 && columns[3] == Listening && columns[1].EndsWith(suffix, StringComparison.Ordinal))
            .Select(columns => columns[9]);
    }

    private static bool Holds(string process, HashSet<string> sockets)
    {
        try
        {
            return Directory.EnumerateFiles(Path.Combine(process, "fd"))
                .Any(descriptor => new FileInfo(descriptor).LinkTarget is { } target && sockets.Contains(target));
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            // Another user's process, or one that ended while we looked: it cannot be told.
            return false;
        }
    }

    private static string Name(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "comm")).Trim();
        }
        catch (IOException)
        {
            return "a process";
        }
    }
}
