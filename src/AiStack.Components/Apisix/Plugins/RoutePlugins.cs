using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AiStack.Components.ExternalAi;
using AiStack.Components.Offers;
using AiStack.Core;

namespace AiStack.Components.Apisix.Plugins;

/// <summary>The plugins of the routes that a link from an AI gateway makes.</summary>
public static class RoutePlugins
{
    // A browser's cookies and whatever else a caller is known by are no business of those behind the gateway. Lower-case, as APISIX keeps headers.
    private static readonly string[] s_callersOwn = ["authorization", "cookie"];

    /// <summary>The plugins of requests to a model: everything that was said about the gateway and the link.</summary>
    /// <param name="stack">A stack without errors.</param>
    /// <param name="route">The route.</param>
    public static IReadOnlyList<ApisixPlugin> ForRequests(Stack stack, AiRoute route)
    {
        ArgumentNullException.ThrowIfNull(stack);
        ArgumentNullException.ThrowIfNull(route);

        var proxy = Provider(stack, route) is { } provider ? ProviderProxy.Of(route, provider) : ModelProxy.Of(route, Models(stack, route));
        return InOrder(
        [
            .. GatewayPolicies.Of(stack, route.Gateway),
            .. PromptPolicies.Of(route),
            new(PluginNames.ProxyRewrite, new() { ["headers"] = new JsonObject { ["remove"] = GatewayPolicies.List(s_callersOwn) } }),
            proxy,
            .. TokenPolicy.Of(stack, route) is { } tokens ? [tokens] : Array.Empty<ApisixPlugin>(),
        ]);
    }

    /// <summary>The plugins of the list of models, which ai-proxy cannot ask for: what holds for the whole gateway, and plain passing on.</summary>
    /// <param name="stack">A stack without errors.</param>
    /// <param name="route">The route.</param>
    /// <param name="path">Path of the list where it is asked for.</param>
    public static IReadOnlyList<ApisixPlugin> ForModelList(Stack stack, AiRoute route, string path)
    {
        ArgumentNullException.ThrowIfNull(stack);
        ArgumentNullException.ThrowIfNull(route);
        ArgumentNullException.ThrowIfNull(path);

        return InOrder([.. GatewayPolicies.Of(stack, route.Gateway), Provider(stack, route) is { } provider ? ToProvider(provider, path) : ToModels(path)]);
    }

    /// <summary>The plugins of a route to a web application: what it sends is passed on as it comes.</summary>
    public static IReadOnlyList<ApisixPlugin> ForApplication { get; } = [new(PluginNames.ProxyBuffering, new() { ["disable_proxy_buffering"] = true })];

    /// <summary>The plugins of every request, whatever its route. With names, the label <c>route</c> of metrics is a name and not a number.</summary>
    public static IReadOnlyList<ApisixPlugin> ForAll { get; } = [new(PluginNames.Prometheus, new() { ["prefer_name"] = true })];

    /// <summary>The provider that a route leads to.</summary>
    /// <returns><see langword="null"/>: it leads to a model of the stack.</returns>
    internal static ProviderApi? Provider(Stack stack, AiRoute route) => stack.OffersOf<ProviderApi>(route.Link.To).FirstOrDefault();

    /// <summary>The API of the model that a route leads to.</summary>
    internal static OpenAiApi Models(Stack stack, AiRoute route) => stack.OffersOf<OpenAiApi>(route.Link.To).First();

    private static IReadOnlyList<ApisixPlugin> InOrder(IEnumerable<ApisixPlugin> plugins)
    {
        var made = plugins.ToDictionary(plugin => plugin.Name);
        return [.. PluginNames.InOrder.Where(made.ContainsKey).Select(name => made[name])];
    }

    private static ApisixPlugin ToModels(string path)
    {
        var config = new JsonObject { ["headers"] = new JsonObject { ["remove"] = GatewayPolicies.List(s_callersOwn) } };
        AddPath(config, path, GatewayRoute.ModelListPath);
        return new(PluginNames.ProxyRewrite, config);
    }

    private static ApisixPlugin ToProvider(ProviderApi provider, string path)
    {
        var address = ProviderProxy.Address(provider);
        var header = ExternalAiFacts.KeyHeader(provider.Provider);
        var headers = new JsonObject { ["remove"] = GatewayPolicies.List(s_callersOwn.Where(name => !name.Equals(header, StringComparison.OrdinalIgnoreCase))) };
        if (ProviderProxy.Headers(provider.Provider) is { Count: > 0 } fixedOnes)
        {
            headers["set"] = fixedOnes;
        }

        var config = new JsonObject { ["host"] = address.IsDefaultPort ? address.IdnHost : $"{address.IdnHost}:{address.Port}", ["headers"] = headers };
        AddPath(config, path, ExternalAiFacts.ModelsPath(provider.Provider));
        return new(PluginNames.ProxyRewrite, config) { Values = [new(["headers", "set", header], ProviderProxy.KeyValue(provider))] };
    }

    private static void AddPath(JsonObject config, string from, string to)
    {
        if (from != to)
        {
            config["regex_uri"] = GatewayPolicies.List([$"^{Regex.Escape(from)}(/.*)?$", $"{to}$1"]);
        }
    }
}
