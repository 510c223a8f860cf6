using System.Text.Json.Nodes;

namespace AiStack.Components.Apisix.Plugins;

/// <summary>The plugins that look at prompts, or change them.</summary>
internal static class PromptPolicies
{
    /// <summary>The plugins of a route. A route to vectors has none: there are no prompts.</summary>
    public static IEnumerable<ApisixPlugin> Of(AiRoute route)
    {
        var options = route.Options;
        if (route.IsForEmbeddings)
        {
            yield break;
        }

        if (options.PromptDecorator is { } decorator)
        {
            yield return new(PluginNames.PromptDecorator, Decorator(decorator));
        }

        if (options.DenyPatterns is not null || options.AllowPatterns is not null)
        {
            yield return new(PluginNames.PromptGuard, Guard(options));
        }
    }

    private static JsonObject Decorator(PromptDecorator decorator)
    {
        var config = new JsonObject();
        Add(config, "prepend", decorator.Prepend);
        Add(config, "append", decorator.Append);
        return config;
    }

    private static void Add(JsonObject config, string side, IReadOnlyList<PromptMessage> messages)
    {
        if (messages.Count > 0)
        {
            config[side] = new JsonArray([.. messages.Select(message => new JsonObject { ["role"] = Word(message.Role), ["content"] = message.Content })]);
        }
    }

    private static string Word(PromptRole role) => role switch
    {
        PromptRole.System => "system",
        PromptRole.Assistant => "assistant",
        _ => "user",
    };

    private static JsonObject Guard(AiRouteOptions options)
    {
        var config = new JsonObject();
        if (options.AllowPatterns is { } allow)
        {
            config["allow_patterns"] = GatewayPolicies.List(allow);
        }

        if (options.DenyPatterns is { } deny)
        {
            config["deny_patterns"] = GatewayPolicies.List(deny);
        }

        // Without both, a request whose last message is not a user's gets an empty 200 (apache/apisix#13944, open in 3.18.0).
        config["match_all_roles"] = true;
        config["match_all_conversation_history"] = true;

        // A body without messages, such as one of the older completions API, would otherwise pass unseen.
        config["fail_mode"] = "error";
        return config;
    }
}
