using System.Collections.Frozen;

namespace AiStack.Gateway.AiGateway.Routing;

/// <summary>Which route answers a request: that of its host before those of any host, then the longest path, and among equal ones the highest priority.</summary>
/// <remarks>
/// Source: apache/apisix 3.18, router <c>radixtree_host_uri</c> (<c>conf/config.yaml.example</c>). A host that no route names is answered by the routes of any host;
/// a host that has routes, none of which matches, too.
/// </remarks>
internal sealed class RouteTable
{
    private readonly FrozenDictionary<string, PathTable> _hosts;
    private readonly IReadOnlyList<(string Suffix, PathTable Paths)> _wildcards;
    private readonly PathTable _anyHost;

    /// <summary>Makes a table.</summary>
    public RouteTable(IReadOnlyList<GatewayRoute> routes)
    {
        Count = routes.Count;
        var byHost = routes.SelectMany(route => route.Hosts, (route, host) => (host, route)).GroupBy(pair => pair.host, pair => pair.route).ToList();
        _hosts = byHost.Where(group => group.Key[0] != '*').ToFrozenDictionary(group => group.Key, group => new PathTable(group));
        _wildcards = [.. byHost.Where(group => group.Key[0] == '*').Select(group => (group.Key[1..], new PathTable(group))).OrderByDescending(pair => pair.Item1.Length)];
        _anyHost = new(routes.Where(route => route.Hosts.Count == 0));
    }

    /// <summary>How many routes there are.</summary>
    public int Count { get; }

    /// <summary>The route of a request.</summary>
    /// <returns><see langword="null"/>: none.</returns>
    public GatewayRoute? Find(string host, string path, string method) => OfHost(host, path, method) ?? _anyHost.Find(path, method);

    private GatewayRoute? OfHost(string host, string path, string method)
    {
        if (_hosts.TryGetValue(host, out var exact) || _hosts.TryGetValue(host.ToLowerInvariant(), out exact))
        {
            if (exact.Find(path, method) is { } found)
            {
                return found;
            }
        }

        foreach (var (suffix, paths) in _wildcards)
        {
            if (host.EndsWith(suffix, StringComparison.OrdinalIgnoreCase) && paths.Find(path, method) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
