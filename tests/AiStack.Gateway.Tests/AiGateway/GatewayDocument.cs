using System.Text.Json.Nodes;

namespace AiStack.Gateway.Tests.AiGateway;

/// <summary>A file of routes in its own words, for what no stack says.</summary>
internal sealed class GatewayDocument
{
    private readonly JsonArray _routes = [];
    private readonly JsonArray _consumers = [];

    /// <summary>A file with one route to a model, at any host.</summary>
    public static GatewayDocument To(FakeBackend backend, string plugins = "") => new GatewayDocument().Route("chat", null, Plugins(backend, plugins));

    /// <summary>ai-proxy and others.</summary>
    /// <param name="backend">The model server.</param>
    /// <param name="plugins">Others, as the entries of a JSON object.</param>
    public static string Plugins(FakeBackend backend, string plugins = "") =>
        $$$"""{"ai-proxy":{"provider":"openai-compatible","auth":{"header":{}},"override":{"endpoint":"{{{backend.Url}}}"}}{{{(plugins.Length > 0 ? "," + plugins : "")}}}}""";

    public GatewayDocument Route(string id, string? host, string plugins)
    {
        var route = new JsonObject { ["id"] = id, ["uris"] = new JsonArray("/v1/*"), ["plugins"] = JsonNode.Parse(plugins) };
        if (host is not null)
        {
            route["hosts"] = new JsonArray(host);
        }

        _routes.Add(route);
        return this;
    }

    public GatewayDocument Consumer(string name, string key)
    {
        _consumers.Add(new JsonObject { ["username"] = name, ["plugins"] = new JsonObject { ["key-auth"] = new JsonObject { ["key"] = key } } });
        return this;
    }

    public JsonObject ToJson() => new() { ["routes"] = _routes.DeepClone(), ["consumers"] = _consumers.DeepClone() };

    public Task<RunningGateway> StartAsync(params string[] flags) => RunningGateway.StartAsync(ToJson().ToJsonString(), "apisix.json", null, flags);
}
