using System.Text.Json.Nodes;
using AiStack.Core;

namespace AiStack.Components.Apisix.Plugins;

/// <summary>The plugin that counts tokens.</summary>
/// <remarks>
/// Headers of answers: <c>X-AI-1-RateLimit-Remaining</c> for a consumer's counter, <c>X-AI-RateLimit-Remaining-ai-proxy-&lt;provider&gt;</c> for a route's.
/// Every address of a route has counters of its own, since the plugin knows no groups.
/// </remarks>
internal static class TokenPolicy
{
    /// <summary>The plugin of a route.</summary>
    /// <returns><see langword="null"/>: its tokens are not counted.</returns>
    public static ApisixPlugin? Of(Stack stack, AiRoute route)
    {
        if (route.Options.TokenLimit is not { } limit || route.IsForEmbeddings)
        {
            return null;
        }

        var config = new JsonObject();
        if (limit.ScopeOn((AiGatewaySpec)route.Gateway.Spec) == TokenLimitScope.Consumer)
        {
            config["rules"] = new JsonArray(new JsonObject { ["count"] = limit.Limit, ["time_window"] = GatewayPolicies.Seconds(limit.TimeWindow), ["key"] = "$consumer_name" });
        }
        else
        {
            config["limit"] = limit.Limit;
            config["time_window"] = GatewayPolicies.Seconds(limit.TimeWindow);
        }

        config["limit_strategy"] = limit.Strategy switch
        {
            LimitStrategy.PromptTokens => "prompt_tokens",
            LimitStrategy.CompletionTokens => "completion_tokens",
            _ => "total_tokens",
        };
        config["rejected_code"] = GatewayPolicies.TooManyRequests;
        config["rejected_msg"] = "Token limit exceeded.";
        return SharedCounters.Of(stack, route.Gateway).Plugin(PluginNames.AiRateLimiting, config);
    }
}
