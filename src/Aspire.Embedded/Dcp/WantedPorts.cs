using System.Diagnostics;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Dcp;

/// <summary>Makes sure, before anything is started, that the ports the application asks for are there to be had.</summary>
internal static class WantedPorts
{
    // Longer than DCP needs to notice that its AppHost was killed, and to end programs that do not listen.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(200);

    /// <summary>Looks at every endpoint that asks for a certain port. Ports of a run that is just being cleaned up are waited for.</summary>
    /// <exception cref="DistributedApplicationException">Ports are taken; the message names each, who wants it and who holds it.</exception>
    internal static async Task CheckAsync(IEnumerable<DcpEndpoint> endpoints, CancellationToken cancellationToken)
    {
        var wanted = endpoints.Where(IsOursToBind).ToList();
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < s_patience && wanted.Exists(endpoint => PortHolder.Of(endpoint.Port!.Value, endpoint.Annotation.TargetHost) is { IsEnding: true }))
        {
            await Task.Delay(s_poll, cancellationToken).ConfigureAwait(false);
        }

        var problems = wanted.GroupBy(endpoint => endpoint.Port!.Value).OrderBy(group => group.Key).Select(group => ProblemWith(group.Key, [.. group])).OfType<string>().ToList();
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
