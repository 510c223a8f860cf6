using System.Globalization;

namespace Aspire.Hosting.Dcp;

/// <summary>Which process this is, for good: ids are used again, but not with the same start.</summary>
/// <param name="Id">Process id.</param>
/// <param name="Started">Clock ticks since the machine started.</param>
internal readonly record struct ProcessIdentity(int Id, long Started);

/// <summary>One process as the kernel lists it.</summary>
/// <param name="Identity">Which one.</param>
/// <param name="Name">Program name, at most 15 characters.</param>
/// <param name="Parent">Id of the parent; 1 when that has ended.</param>
/// <param name="Session">Id of the session, which outlives the process that began it.</param>
internal sealed record ProcessEntry(ProcessIdentity Identity, string Name, int Parent, int Session);

/// <summary>The processes of this machine, where there is a /proc to read them from.</summary>
internal static class ProcessTable
{
    internal static List<ProcessEntry> Read()
    {
        var entries = new List<ProcessEntry>();
        if (OperatingSystem.IsLinux())
        {
            foreach (var directory in Directory.EnumerateDirectories("/proc"))
            {
                if (int.TryParse(Path.GetFileName(directory.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && Find(id) is { } entry)
                {
                    entries.Add(entry);
                }
            }
        }

        return entries;
    }

    /// <summary>The process of that id, or <see langword="null"/> when there is none that still runs.</summary>
    internal static ProcessEntry? Find(int processId)
    {
        try
        {
            return Parse(File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/stat")));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // 15721 (sleep) S 15662 15662 15662 0 -1 4194304 …: id, name, state, parent, group, session; the start time is the 22nd. A name may hold blanks and brackets.
    private static ProcessEntry? Parse(string stat)
    {
        var open = stat.IndexOf('(', StringComparison.Ordinal);
        var close = stat.LastIndexOf(')');
        if (open < 0 || close < open)
        {
            return null;
        }

        var rest = stat[(close + 2)..].Split(' ');

        // A zombie has ended; only nobody has asked for its exit code yet.
        return rest[0] is "Z" or "X" ? null : new ProcessEntry(
            new ProcessIdentity(int.Parse(stat.AsSpan(0, open - 1), CultureInfo.InvariantCulture), long.Parse(rest[19], CultureInfo.InvariantCulture)),
            stat[(open + 1)..close],
            int.Parse(rest[1], CultureInfo.InvariantCulture),
            int.Parse(rest[3], CultureInfo.InvariantCulture));
    }
}
