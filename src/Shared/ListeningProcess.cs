using System.Globalization;

namespace AiStack.Shared;

/// <summary>A process that listens on a TCP port of this machine.</summary>
/// <param name="Id">Its process id.</param>
/// <param name="Name">Name of the program, at most 15 characters.</param>
internal readonly record struct ListeningProcess(int Id, string Name)
{
    // State column of /proc/net/tcp: 0A is LISTEN.
    private const string Listening = "0A";

    /// <summary>The process as part of a sentence: <c>python3 (process 1234)</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name} (process {Id})");

    /// <summary>Finds the process that listens on a port, as far as the system tells.</summary>
    /// <returns><see langword="null"/> where it does not: the process is another user's, or there is no <c>/proc</c>.</returns>
    internal static ListeningProcess? Find(int port)
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
                return new ListeningProcess(pid, NameOf(process));
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
