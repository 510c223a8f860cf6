using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Aspire.Hosting.Dcp;

/// <summary>Who listens on a TCP port.</summary>
/// <param name="ProcessId">The process; <see langword="null"/> when the system does not tell us.</param>
/// <param name="Program">Its name.</param>
internal sealed record PortHolder(int? ProcessId, string? Program)
{
    private static readonly PortHolder s_unknown = new(null, null);

    /// <summary>Who holds a port on the addresses of <paramref name="host"/>; <see langword="null"/> when it is free.</summary>
    internal static PortHolder? Of(int port, string host) => AddressesOf(host).Any(address => IsTaken(address, port)) ? Find(port) : null;

    /// <summary>The AppHost that runs the program, if one does; all programs of an AppHost are in the session that its DCP's controllers lead.</summary>
    internal int? AppHost => ProcessId is { } id && ProcessTable.Find(id) is { } process ? DcpProcesses.AppHostOf(process.Session) : null;

    /// <summary>Whether the AppHost of the program was killed: its DCP is about to end the program.</summary>
    internal bool IsEnding => AppHost is { } appHost && !RunningProcess.Exists(appHost);

    /// <summary>The holder as part of a sentence.</summary>
    public override string ToString() => (ProcessId, AppHost) switch
    {
        ({ } id, { } appHost) => string.Create(CultureInfo.InvariantCulture, $"{Program} (process {id}) of another AppHost (process {appHost})"),
        ({ } id, null) => string.Create(CultureInfo.InvariantCulture, $"{Program} (process {id})"),
        _ => "another program",
    };

    private static IPAddress[] AddressesOf(string host) => host switch
    {
        "0.0.0.0" or "*" or "+" => [IPAddress.Any],
        "::" => [IPAddress.IPv6Any],
        _ when IPAddress.TryParse(host, out var address) => [address],
        _ => [IPAddress.Loopback, IPAddress.IPv6Loopback],
    };

    private static bool IsTaken(IPAddress address, int port)
    {
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(address, port));
            return false;
        }
        catch (SocketException exception)
        {
            // Anything else (no IPv6 here, a port below 1024) is not about somebody holding it, and DCP will say so.
            return exception.SocketErrorCode == SocketError.AddressAlreadyInUse;
        }
    }

    private static PortHolder Find(int port)
    {
        var sockets = ListeningSockets("/proc/net/tcp", port).Concat(ListeningSockets("/proc/net/tcp6", port)).Select(inode => $"socket:[{inode}]").ToHashSet(StringComparer.Ordinal);
        if (sockets.Count == 0)
        {
            return s_unknown;
        }

        return ProcessTable.Read().FirstOrDefault(entry => Holds(entry.Identity.Id, sockets)) is { } holder ? new PortHolder(holder.Identity.Id, holder.Name) : s_unknown;
    }

    //   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
    //    0: 0100007F:1F40 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 24882 1 0000000000000000 100 0 0 10 0
    private static IEnumerable<string> ListeningSockets(string table, int port)
    {
        const string Listening = "0A";
        var suffix = string.Create(CultureInfo.InvariantCulture, $":{port:X4}");
        return !File.Exists(table) ? [] : File.ReadLines(table)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(columns => columns.Length > 9 && columns[3] == Listening && columns[1].EndsWith(suffix, StringComparison.Ordinal))
            .Select(columns => columns[9]);
    }

    private static bool Holds(int processId, HashSet<string> sockets)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/fd"))
                .Any(file => File.ResolveLinkTarget(file, returnFinalTarget: false) is { } target && sockets.Contains(Path.GetFileName(target.FullName)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Ended meanwhile, or another user's.
            return false;
        }
    }
}
