using System.Collections.Frozen;

namespace AiStack.Gateway.AiGateway.Routing;

/// <summary>The routes of one host by their paths.</summary>
internal sealed class PathTable
{
    private readonly FrozenDictionary<string, GatewayRoute[]> _exact;
    private readonly (string Beginning, GatewayRoute[] Routes)[] _beginnings;

    /// <summary>Makes a table.</summary>
    public PathTable(IEnumerable<GatewayRoute> routes)
    {
        var all = routes.SelectMany(route => route.Paths, (route, path) => (Path: path, Route: route)).ToList();
        _exact = all.Where(pair => !pair.Path.EndsWith('*')).GroupBy(pair => pair.Path, pair => pair.Route).ToFrozenDictionary(group => group.Key, InOrder);
        _beginnings = [.. all.Where(pair => pair.Path.EndsWith('*')).GroupBy(pair => pair.Path[..^1], pair => pair.Route)
            .OrderByDescending(group => group.Key.Length).Select(group => (group.Key, InOrder(group)))];
    }

    /// <summary>The route of a path and method.</summary>
    /// <returns><see langword="null"/>: none.</returns>
    public GatewayRoute? Find(string path, string method)
    {
        if (_exact.TryGetValue(path, out var exact) && First(exact, method) is { } found)
        {
            return found;
        }

        foreach (var (beginning, routes) in _beginnings)
        {
            if (path.StartsWith(beginning, StringComparison.Ordinal) && First(routes, method) is { } route)
            {
                return route;
            }
        }

        return null;
    }

    private static GatewayRoute[] InOrder(IEnumerable<GatewayRoute> routes) => [.. routes.OrderByDescending(route => route.Priority)];

    private static GatewayRoute? First(GatewayRoute[] routes, string method)
    {
        foreach (var route in routes)
        {
            if (route.Takes(method))
            {
                return route;
            }
        }

        return null;
    }
}
