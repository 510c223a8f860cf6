using System.Net.NetworkInformation;
using System.Security.Cryptography;

namespace Aspire.Hosting.Dcp;

/// <summary>Finds ports for endpoints without a proxy that ask for none in particular.</summary>
internal static class FreePort
{
    // Aspire's range for such endpoints. It lies below the ports that the system hands to outgoing connections, so that none of those takes the port before its program does.
    private const int First = 10000;
    private const int Last = 32767;

    /// <summary>A port that nobody listens on and that is not in <paramref name="given"/>, to which it is added.</summary>
    internal static int Take(HashSet<int> given)
    {
        var taken = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(endpoint => endpoint.Port).ToHashSet();
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(First, Last + 1);
            if (!taken.Contains(port) && given.Add(port))
            {
                return port;
            }
        }
    }
}
