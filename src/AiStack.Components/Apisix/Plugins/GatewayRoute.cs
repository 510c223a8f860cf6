using AiStack.Core;

namespace AiStack.Components.Apisix.Plugins;

/// <summary>A route of APISIX that a link from an AI gateway makes: one source for its objects in a cluster and for its file on a laptop.</summary>
/// <param name="Name">Its name among those of the link.</param>
/// <param name="Paths">Paths that it answers; <c>*</c> at an end means everything that begins so.</param>
/// <param name="Plugins">Its plugins, in the order in which they act.</param>
public sealed record GatewayRoute(string Name, IReadOnlyList<string> Paths, IReadOnlyList<ApisixPlugin> Plugins)
{
    /// <summary>Path of the list of models in OpenAI's API.</summary>
    public const string ModelListPath = "/v1/models";

    /// <summary>Priority of a list of models, above the paths that it is one of.</summary>
    private const int Above = 10;

    /// <summary>Whether it is found at the hosts of the link; otherwise at any, which is the gateway's own Service inside the cluster.</summary>
    public bool HasHosts { get; init; }

    /// <summary>Methods that it answers.</summary>
    /// <value>Empty (default): all.</value>
    public IReadOnlyList<string> Methods { get; init; } = [];

    /// <summary>Which of two routes answers a request that both match: the one with the higher number.</summary>
    /// <value>Default: 0, as in APISIX.</value>
    public int Priority { get; init; }

    /// <summary>The routes of a link: at its hosts and inside the cluster, each with one for the list of models.</summary>
    /// <param name="stack">A stack without errors.</param>
    /// <param name="route">The link.</param>
    public static IEnumerable<GatewayRoute> Of(Stack stack, AiRoute route)
    {
        ArgumentNullException.ThrowIfNull(stack);
        ArgumentNullException.ThrowIfNull(route);

        var requests = RoutePlugins.ForRequests(stack, route);
        yield return new("public", AnsweredPaths(route, route.Options.Path, ""), requests) { HasHosts = true };
        if (ModelList(route.Options.Path) is { } list)
        {
            yield return ForModels(stack, route, "public-models", list) with { HasHosts = true };
        }

        yield return new("inner", AnsweredPaths(route, InnerOf(route.Options.Path), route.InnerPath), requests);
        yield return ForModels(stack, route, "inner-models", $"{route.InnerPath}{ModelListPath}");
    }

    // Whoever has a key reaches the address inside the cluster from outside as well, so that a path which shuts out other endpoints does so there, too.
    // One that stands for another address of the same API means the whole of it.
    private static string InnerOf(string path) => path.StartsWith("/v1/", StringComparison.Ordinal) ? path : AiRouteOptions.DefaultPath;

    private static IReadOnlyList<string> AnsweredPaths(AiRoute route, string path, string prefix) =>
        route.Options is { TokenLimit: null, PromptDecorator: null } || route.IsForEmbeddings ? [$"{prefix}{path}"] : JudgedPaths.Below(path, prefix);

    private static GatewayRoute ForModels(Stack stack, AiRoute route, string name, string path) => new(name, [path, $"{path}/*"], RoutePlugins.ForModelList(stack, route, path))
    {
        // Browsers ask with OPTIONS whether they may call.
        Methods = ((AiGatewaySpec)route.Gateway.Spec).Cors is null ? ["GET"] : ["GET", "OPTIONS"],
        Priority = Above,
    };

    // Where clients look for the list that belongs to a path: they put "/models" behind their base URL, which ends in "/v1" as a rule.
    private static string? ModelList(string path) =>
        !path.EndsWith('*') ? null
        : ModelListPath.StartsWith(path[..^1], StringComparison.Ordinal) ? ModelListPath
        : path.EndsWith("/*", StringComparison.Ordinal) ? $"{path[..^1]}models"
        : null;
}
