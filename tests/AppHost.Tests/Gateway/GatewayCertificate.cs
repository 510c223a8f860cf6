using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace AppHost.Tests.Gateway;

/// <summary>Clients that trust the certificate of a stack's gateway, and nothing else.</summary>
internal static class GatewayCertificate
{
    /// <summary>File of the certificate of the component <c>apisix</c>.</summary>
    public static string FileOf(string stack) => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "aistack", "certificates", stack, "apisix.crt");

    public static HttpClient Trusting(X509Certificate2 certificate, string address) => new(new SocketsHttpHandler
    {
        // Not every system has an address for what is below localhost.
        ConnectCallback = async (context, cancelled) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync("localhost", context.DnsEndPoint.Port, cancelled);
            return new NetworkStream(socket, ownsSocket: true);
        },
        SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { certificate }, RevocationMode = X509RevocationMode.NoCheck } },
    })
    { BaseAddress = new(address) };
}
