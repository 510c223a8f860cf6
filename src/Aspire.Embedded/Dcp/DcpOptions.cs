using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Dcp;

/// <summary>What may be said about DCP in the AppHost's configuration.</summary>
/// <param name="RandomizePorts">Whether proxies take free ports instead of those asked for. Default: no.</param>
/// <param name="ContainerRuntime"><c>docker</c> or <c>podman</c>; <see langword="null"/> (default): DCP looks for itself.</param>
internal sealed record DcpOptions(bool RandomizePorts, string? ContainerRuntime)
{
    internal static DcpOptions Read(IConfiguration configuration) => new(
        configuration.GetValue("DcpPublisher:RandomizePorts", false),
        configuration["DcpPublisher:ContainerRuntime"] ?? configuration["ASPIRE_CONTAINER_RUNTIME"]);
}
