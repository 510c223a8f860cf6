using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;

namespace Aspire.Embedded.Tests.Dcp;

[Collection("dcp")]
public sealed class WantedPortsTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Start_PortIsTaken_NamesPortEndpointAndHolder(bool proxied)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var failure = await Assert.ThrowsAsync<DistributedApplicationException>(() => RunningApp.StartAsync(
            builder => builder.AddExecutable("web", "/bin/sh", ".").WithHttpEndpoint(port: port, isProxied: proxied), "--DcpPublisher:RandomizePorts=false"));

        Assert.Contains($"Port {port}, wanted by the endpoint 'http' of 'web', is taken by ", failure.Message, StringComparison.Ordinal);
        Assert.Contains($"(process {Environment.ProcessId})", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_TwoResourcesWantOnePort_NamesBoth()
    {
        var failure = await Assert.ThrowsAsync<DistributedApplicationException>(() => RunningApp.StartAsync(
            builder =>
            {
                builder.AddExecutable("one", "/bin/sh", ".").WithHttpEndpoint(port: 28123);
                builder.AddExecutable("two", "/bin/sh", ".").WithHttpEndpoint(port: 28123);
            },
            "--DcpPublisher:RandomizePorts=false"));

        Assert.StartsWith("Port 28123 is wanted by the endpoint 'http' of 'one' and by the endpoint 'http' of 'two'.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_ProxiedEndpointWithTheSamePortTwice_SaysWhatToChange()
    {
        var failure = await Assert.ThrowsAsync<DistributedApplicationException>(() => RunningApp.StartAsync(
            builder => builder.AddExecutable("web", "/bin/sh", ".").WithHttpEndpoint(port: 28124, targetPort: 28124)));

        Assert.Contains("cannot both listen there", failure.Message, StringComparison.Ordinal);
    }
}
