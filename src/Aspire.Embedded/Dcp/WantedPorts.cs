using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Dcp;

/// <summary>Makes sure, before anything is started, that the ports the application asks for are there to be had.</summary>
internal static class WantedPorts
{
    /// <summary>Looks at every endpoint that asks for a certain port.</summary>
    /// <exception cref="DistributedApplicationException">Ports are taken; the message names each, who wants it and who holds it.</exception>
    internal static void Check(IEnumerable<DcpEndpoint> endpoints)
    {
        var wanted = endpoints.Where(IsOursToBind).GroupBy(endpoint => endpoint.Port!.Value).OrderBy(group => group.Key);
        var problems = wanted.Select(group => ProblemWith(group.Key, [.. group])).OfType<string>().ToList();
        if (problems.Count > 0)
        {
            throw new DistributedApplicationException(string.Join(Environment.NewLine, problems));
        }
    }

    private static bool IsOursToBind(DcpEndpoint endpoint) =>
        endpoint.Port is not null
        && endpoint.Annotation.Protocol == ProtocolType.Tcp
        && (endpoint.IsProxied || !endpoint.Owner.HasAnnotationOfType<ExplicitStartupAnnotation>());

    private static string? ProblemWith(int port, IReadOnlyList<DcpEndpoint> wanting)
    {
        if (wanting.Count > 1)
        {
            return $"Port {port} is wanted by {string.Join(" and by ", wanting.Select(Describe))}. Give each its own port, or none.";
        }

        var endpoint = wanting[0];
        return PortHolder.Of(port, endpoint.Annotation.TargetHost) is { } holder
            ? $"Port {port}, wanted by {Describe(endpoint)}, is taken by {holder}. End that program, or choose another port: {Way(endpoint)}."
            : null;
    }

    private static string Describe(DcpEndpoint endpoint) => $"the endpoint '{endpoint.Annotation.Name}' of '{endpoint.Owner.Name}'";

    private static string Way(DcpEndpoint endpoint) => endpoint switch
    {
        { Owner.Name: "aspire-dashboard" } => "ASPNETCORE_URLS is the dashboard's address",
        { IsProxied: true } => "in the AppHost, or for this run free ones for all with DcpPublisher__RandomizePorts=true in the environment",
        _ => "in the AppHost",
    };
}
