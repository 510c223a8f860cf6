using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Dashboard;

/// <summary>The dashboard as a program of the application: the engine starts it first and ends it whatever happens to us.</summary>
internal sealed class DashboardResource : ExecutableResource
{
    internal const string ResourceName = "aspire-dashboard";
    internal const string OtlpGrpcEndpoint = "otlp-grpc";
    internal const string OtlpHttpEndpoint = "otlp-http";

    /// <param name="program">Full path of <c>aspire-managed</c>, or of a dashboard program of its own.</param>
    /// <param name="settings">Where it listens.</param>
    internal DashboardResource(string program, DashboardSettings settings)
        : base(ResourceName, program, Path.GetDirectoryName(program) ?? "")
    {
        if (Path.GetFileNameWithoutExtension(program).Equals("aspire-managed", StringComparison.OrdinalIgnoreCase))
        {
            Annotations.Add(new CommandLineArgsCallbackAnnotation(arguments => arguments.Insert(0, "dashboard")));
        }

        Annotations.Add(new ResourceSnapshotAnnotation(new() { ResourceType = "Executable", Properties = [], IsHidden = true }));
        foreach (var (index, url) in settings.FrontendUrls.Index())
        {
            Add(url, index == 0 ? url.Scheme : $"{url.Scheme}-{index}");
        }

        Add(settings.OtlpGrpcUrl, OtlpGrpcEndpoint, "http2");
        Add(settings.OtlpHttpUrl, OtlpHttpEndpoint);
    }

    // No proxy in front: the address in the user's settings is then the dashboard's own, and it answers or refuses at once.
    private void Add(DashboardUrl url, string name, string? transport = null) => Annotations.Add(
        new EndpointAnnotation(ProtocolType.Tcp, url.Scheme, transport, name, url.Port, url.Port, isProxied: false) { TargetHost = url.ReachableHost });
}
