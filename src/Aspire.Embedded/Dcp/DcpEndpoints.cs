using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Dcp;

/// <summary>Decides for each endpoint of the application whether a proxy stands in front of it, and on which port it is reached.</summary>
internal static class DcpEndpoints
{
    /// <summary>Plans the endpoints of the given resources.</summary>
    /// <param name="resources">Executables and containers.</param>
    /// <param name="randomizePorts">Whether proxies take free ports instead of those asked for, so that several runs fit on one machine.</param>
    /// <exception cref="DistributedApplicationException">An endpoint cannot be what it is asked to be.</exception>
    internal static List<DcpEndpoint> Plan(IEnumerable<IResource> resources, bool randomizePorts)
    {
        var all = resources.SelectMany(resource => resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => (resource, endpoint))).ToList();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var ports = all.Select(pair => pair.endpoint.Port).OfType<int>().ToHashSet();
        return [.. all.Select(pair => Plan(pair.resource, pair.endpoint, randomizePorts, names, ports))];
    }

    private static DcpEndpoint Plan(IResource resource, EndpointAnnotation endpoint, bool randomizePorts, HashSet<string> names, HashSet<int> ports)
    {
        Check(resource, endpoint);
        return endpoint.IsProxied
            ? new DcpEndpoint(resource, endpoint, ServiceName(resource, endpoint, names), randomizePorts ? null : endpoint.Port)
            : new DcpEndpoint(resource, endpoint, null, endpoint.Port ?? FreePort.Take(ports));
    }

    private static void Check(IResource resource, EndpointAnnotation endpoint)
    {
        if (resource.IsContainer())
        {
            if (endpoint.TargetPort is null)
            {
                throw new DistributedApplicationException($"The endpoint '{endpoint.Name}' of the container '{resource.Name}' needs a targetPort: the port its program listens on inside the container.");
            }
        }
        else if (endpoint.IsProxied && endpoint.Port is not null && endpoint.Port == endpoint.TargetPort)
        {
            throw new DistributedApplicationException(
                $"The endpoint '{endpoint.Name}' of '{resource.Name}' has {endpoint.Port} as port and as targetPort, but the proxy and the program cannot both listen there. " +
                "Leave the targetPort out, choose another one, or set isProxied to false.");
        }
        else if (!endpoint.IsProxied && endpoint.Port != endpoint.TargetPort)
        {
            throw new DistributedApplicationException(
                $"The endpoint '{endpoint.Name}' of '{resource.Name}' has no proxy, so its port ({endpoint.Port}) and its targetPort ({endpoint.TargetPort}) must be the same. Leave one of them out.");
        }
    }

    // Aspire's names: the resource's alone when it has one endpoint.
    private static string ServiceName(IResource resource, EndpointAnnotation endpoint, HashSet<string> names)
    {
        var wanted = resource.Annotations.OfType<EndpointAnnotation>().Count() == 1 ? resource.Name : $"{resource.Name}-{endpoint.Name}";
        var name = wanted;
        for (var number = 1; !names.Add(name); number++)
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{wanted}-{number}");
        }

        return name;
    }
}
