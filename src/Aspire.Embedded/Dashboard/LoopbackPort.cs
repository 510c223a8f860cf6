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

    /// <summary>Whether somebody listens on 127.0.0.1.</summary>
    /// <remarks>Says so without an exception: one per try would cost the start of the application more than all the rest of the asking.</remarks>
    internal static async Task<bool> ListensAsync(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using var attempt = new SocketAsyncEventArgs { RemoteEndPoint = new IPEndPoint(IPAddress.Loopback, port) };
        var completed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        attempt.Completed += (_, _) => completed.SetResult();
        if (socket.ConnectAsync(attempt))
        {
            await completed.Task.ConfigureAwait(false);
        }

        return attempt.SocketError == SocketError.Success;
    }
}
