using System.Text.Json.Nodes;
using AiStack.Components.ExternalAi;
using AiStack.Components.Offers;
using AiStack.Core.Values;

namespace AiStack.Components.Apisix.Plugins;

/// <summary>How ai-proxy speaks to a provider outside the stack.</summary>
internal static class ProviderProxy
{
    /// <summary>The plugin of a route.</summary>
    /// <param name="route">The route.</param>
    /// <param name="api">The provider.</param>
    public static ApisixPlugin Of(AiRoute route, ProviderApi api)
    {
        var (provider, endpoint) = Target(api);
        var config = new JsonObject
        {
            ["provider"] = provider,
            ["auth"] = new JsonObject { ["header"] = Headers(api.Provider) },
            ["override"] = new JsonObject { ["endpoint"] = endpoint },
            ["timeout"] = ModelProxy.Milliseconds(route),
        };
        if (api.Model is { } model)
        {
            config["options"] = new JsonObject { ["model"] = model };
        }

        return new(PluginNames.AiProxy, config) { Values = [new(["auth", "header", ExternalAiFacts.KeyHeader(api.Provider)], KeyValue(api))] };
    }

    /// <summary>Headers beside the key.</summary>
    public static JsonObject Headers(AiProvider provider) => new(ExternalAiFacts.Headers(provider).Select(header => KeyValuePair.Create(header.Key, (JsonNode?)header.Value)));

    /// <summary>What the header of the key holds.</summary>
    public static ValueExpression KeyValue(ProviderApi api) => ExternalAiFacts.KeyPrefix(api.Provider) is { Length: > 0 } prefix ? ValueExpression.Of(prefix, api.Key) : api.Key;

    /// <summary>The provider's address. A check refuses a stack in which it is not said.</summary>
    public static Uri Address(ProviderApi api) => new(Endpoint(api));

    private static string Endpoint(ProviderApi api) => api.Endpoint ?? throw new ArgumentException("The provider has no address; a stack with this problem is not translated.", nameof(api));

    private static (string Provider, string Endpoint) Target(ProviderApi api) => api.Provider switch
    {
        AiProvider.OpenAi => ("openai", Endpoint(api)),
        AiProvider.Anthropic => ("anthropic", Endpoint(api)),
        _ => Azure(Endpoint(api), api.Model),
    };

    // ai-proxy's azure-openai takes the model out of the body, since the path names the deployment; it knows chats only, and its own path is that of no Azure API.
    // Where the path names none, the model has to stay.
    private static (string Provider, string Endpoint) Azure(string endpoint, string? model)
    {
        var path = new Uri(endpoint).AbsolutePath;
        return path == "/" && model is not null ? ("azure-openai", $"{endpoint}{ExternalAiFacts.AzureChatPath(model)}")
            : path == "/" ? ("openai-compatible", $"{endpoint}{ExternalAiFacts.AzureAnyChatPath}")
            : path.Contains("/deployments/", StringComparison.Ordinal) && path.EndsWith("/completions", StringComparison.Ordinal) ? ("azure-openai", endpoint)
            : ("openai-compatible", endpoint);
    }
}
