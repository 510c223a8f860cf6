using System.Globalization;

namespace AiStack.Shared;

/// <summary>Which process listens on a port of this machine, as far as the system tells.</summary>
/// <remarks>Reads <c>/proc</c>, so it answers on Linux only, and only for processes that this user may look into.</remarks>
internal static class PortHolder
{
    // State column of /proc/net/tcp: 0A is LISTEN.
    private const string Listening = "0A";

    /// <summary>Names the process that listens on a port.</summary>
    /// <returns>«process 1234 (python3)», or <see langword="null"/> when nothing is known.</returns>
    internal static string? Describe(int port)
    {
        var sockets = ListeningSockets(port);
        if (sockets.Count == 0)
        {
            return null;
        }

        foreach (var process in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(process), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) && Holds(process, sockets))
            {
                return $"process {pid} ({NameOf(process)})";
            }
        }

        return null;
    }

    // A line reads: `0: 0100007F:1F40 00000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 123456 1 …`
    // with the address in hexadecimal, the state in column 3 and the socket's inode in column 9.
    private static HashSet<string> ListeningSockets(int port)
    {
        var suffix = string.Create(CultureInfo.InvariantCulture, $":{port:X4}");
        HashSet<string> links = new(StringComparer.Ordinal);
        foreach (var table in (string[])["/proc/net/tcp", "/proc/net/tcp6"])
        {
            if (!File.Exists(table))
            {
                continue;
            }

            foreach (var line in File.ReadLines(table).Skip(1))
            {
                var columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (columns.Length > 9 && columns[1].EndsWith(suffix, StringComparison.Ordinal) && columns[3] == Listening)
                {
                    links.Add($"socket:[{columns[9]}]");
                }
            }
        }

        return links;
    }

    private static bool Holds(string process, HashSet<string> sockets)
    {
        try
        {
            return Directory.EnumerateFiles(Path.Combine(process, "fd")).Any(handle => File.ResolveLinkTarget(handle, returnFinalTarget: false) is { } target && sockets.Contains(target.Name));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It ended while we looked, or it is another user's.
            return false;
        }
    }

    private static string NameOf(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "comm")).Trim();
        }
        catch (IOException)
        {
            return "ended meanwhile";
        }
    }
}
