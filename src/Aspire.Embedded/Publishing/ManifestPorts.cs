using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary>Chooses the ports of a manifest, where nobody did: from 8000 on, each once.</summary>
internal sealed class ManifestPorts
{
    private const int First = 8000;

    private readonly HashSet<int> _used = [];

    /// <summary>The port that others connect to, when it is another than the one that is listened on, and the one that is listened on.</summary>
    internal (int? Port, int TargetPort) Of(IResource resource, EndpointAnnotation endpoint)
    {
        var targetPort = endpoint.TargetPort ?? (resource is ContainerResource ? endpoint.Port : null) ?? Next();
        _used.Add(targetPort);
        if (endpoint.Port is not { } port || port == targetPort)
        {
            return (null, targetPort);
        }

        _used.Add(port);
        return (port, targetPort);
    }

    private int Next()
    {
        var port = First;
        while (_used.Contains(port))
        {
            port++;
        }

        return port;
    }
}
