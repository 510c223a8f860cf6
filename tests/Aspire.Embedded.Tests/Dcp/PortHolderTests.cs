using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.Dcp;

namespace Aspire.Embedded.Tests.Dcp;

public sealed class PortHolderTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("0.0.0.0")]
    public void Of_PortWithAListener_NamesProgramAndProcess(string address)
    {
        using var listener = new TcpListener(IPAddress.Parse(address), 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var holder = PortHolder.Of(port, "localhost");

        Assert.NotNull(holder);
        Assert.Equal(Environment.ProcessId, holder.ProcessId);
        using var self = Process.GetCurrentProcess();
        Assert.StartsWith(holder.Program!, self.ProcessName, StringComparison.Ordinal);
        Assert.Equal($"{holder.Program} (process {Environment.ProcessId})", holder.ToString());
    }

    [Fact]
    public void Of_PortWhoseListenerHasGone_IsFree()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        Assert.Null(PortHolder.Of(port, "localhost"));
        Assert.Null(PortHolder.Of(port, "0.0.0.0"));
    }
}
