using System.Security.Cryptography;
using Aspire.Hosting.Dcp.Objects;

namespace Aspire.Hosting.Dcp;

/// <summary>The network that all containers of the application share.</summary>
internal static class ApplicationNetwork
{
    /// <summary>Its name among DCP's objects.</summary>
    internal const string ObjectName = "aspire-container-network";

    /// <summary>The network, under a name that no other run uses.</summary>
    /// <param name="persistent">Whether it outlives the run, as some of its containers do.</param>
    internal static ContainerNetworkObject Create(bool persistent) => new()
    {
        Metadata = new DcpMetadata { Name = ObjectName },
        Spec = new ContainerNetworkSpec { NetworkName = $"aspire-session-network-{RandomNumberGenerator.GetHexString(8, lowercase: true)}", Persistent = persistent ? true : null },
    };
}
