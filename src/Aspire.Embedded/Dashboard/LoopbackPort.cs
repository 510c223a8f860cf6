using System.Net;
using System.Net.Sockets;

namespace Aspire.Hosting.Dashboard;

/// <summary>TCP ports of the loopback interface.</summary>
internal static class LoopbackPort
{
    /// <summary>A socket that listens on 127.0.0.1.</summary>
    /// <param name="port">0: any free port.</param>
    /// <exception cref="DistributedApplicationException">The port is taken.</exception>
    internal static Socket Listen(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            socket.Listen(128);
            return socket;
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new DistributedApplicationException(
                $"The resource service cannot listen on 127.0.0.1:{port} ({e.Message}). " +
                $"Choose another port with --{DashboardSettings.ResourceServiceUrlSetting} http://127.0.0.1:<port>, or leave the setting out to get a free one.", e);
        }
    }
}
