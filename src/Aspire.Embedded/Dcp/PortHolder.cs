using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AiStack.Shared;

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

    private static PortHolder Find(int port) => ListeningProcess.Find(port) is { } holder ? new PortHolder(holder.Id, holder.Name) : s_unknown;
}
