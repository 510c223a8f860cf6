using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Security.Cryptography;
using Aspire.Hosting;

namespace AiStack.Hosting;

/// <summary>Which ports the components of an application listen on.</summary>
public static class Ports
{
    // Below the range that operating systems hand out for outgoing connections, so that none of those takes a port between choosing and listening.
    private const int FirstFree = 10_000;
    private const int LastFree = 32_767;

    /// <summary>Configuration key of a component's port.</summary>
    public static string KeyOf(string component) => $"AiStack:Ports:{component}";

    /// <summary>The port that configuration gives a component.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="component">Name of the component.</param>
    /// <param name="otherwise">What to take when configuration says nothing; <see langword="null"/>: any free port.</param>
    /// <returns><see langword="null"/> where the application is published: these are ports of the own machine.</returns>
    /// <exception cref="InvalidSettingException">The configured value is no port number.</exception>
    public static int? Configured(IDistributedApplicationBuilder builder, string component, int? otherwise)
    {
        ArgumentNullException.ThrowIfNull(builder);

        if (builder.ExecutionContext.IsPublishMode)
        {
            return null;
        }

        var configured = builder.Configuration[KeyOf(component)];
        if (string.IsNullOrEmpty(configured))
        {
            return otherwise;
        }

        return int.TryParse(configured, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= IPEndPoint.MaxPort
            ? port
            : throw new InvalidSettingException($"{KeyOf(component)} is '{configured}'. It takes a port number, 1 to {IPEndPoint.MaxPort}.");
    }

    /// <summary>A loopback port on which nothing listens now.</summary>
    public static int PickFree()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(FirstFree, LastFree + 1);
            if (IsFree(port))
            {
                return port;
            }
        }
    }

    /// <summary>Says whether a program could listen on a port of this machine now.</summary>
    public static bool IsFree(int port)
    {
        if (IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(listener => listener.Port == port))
        {
            return false;
        }

        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
