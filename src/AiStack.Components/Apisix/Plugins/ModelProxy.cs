using System.Text.Json.Nodes;
using AiStack.Components.Offers;

namespace AiStack.Components.Apisix.Plugins;

/// <summary>How ai-proxy speaks to a model of the stack.</summary>
internal static class ModelProxy
{
    /// <summary>The plugin of a route.</summary>
    /// <param name="route">The route.</param>
    /// <param name="api">The API that serves the model.</param>
    public static ApisixPlugin Of(AiRoute route, OpenAiApi api)
    {
        var config = new JsonObject
        {
            ["provider"] = "openai-compatible",

            // The router asks for no key; the schema for an answer.
            ["auth"] = new JsonObject { ["header"] = new JsonObject() },
            ["timeout"] = Milliseconds(route),
        };

        // The router serves more than this model: a request that names another would get around the policies of that one's route.
        if (api.Models is [var model])
        {
            config["options"] = new JsonObject { ["model"] = model.Name };
        }

        // Scheme, host and port alone: any path, even a slash, takes the place of the path of every request.
        return new(PluginNames.AiProxy, config) { Values = [new(["override", "endpoint"], api.Server)] };
    }

    /// <summary>The gateway's timeout in the unit of ai-proxy, whose own default is 30 s.</summary>
    public static int Milliseconds(AiRoute route) => (int)Math.Clamp(((AiGatewaySpec)route.Gateway.Spec).Timeout.TotalMilliseconds, 1, ApisixFacts.LongestTimeout.TotalMilliseconds);
}
