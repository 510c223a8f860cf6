namespace AiStack.Components.Apisix.Plugins;

/// <summary>The plugins of APISIX that gateways here use.</summary>
/// <remarks>
/// Those of a route are listed in the order in which they act on a request: all that have a phase <c>rewrite</c> come before all with
/// <c>access</c>, and among each other the one with the higher priority first. A decorator's messages are therefore seen by the guard.
/// Source: apache/apisix 3.18.0, priorities and phases in <c>apisix/plugins/*.lua</c>.
/// </remarks>
public static class PluginNames
{
    /// <summary>Passes on an answer as it comes. Phase rewrite.</summary>
    public const string ProxyBuffering = "proxy-buffering";

    /// <summary>Answers browsers that ask whether a page may call. Phase rewrite, before the key is asked for.</summary>
    public const string Cors = "cors";

    /// <summary>Knows consumers by their keys: 401 without one. Phase rewrite.</summary>
    public const string KeyAuth = "key-auth";

    /// <summary>Adds messages to prompts. Phase rewrite.</summary>
    public const string PromptDecorator = "ai-prompt-decorator";

    /// <summary>Changes path, host and headers of what is passed on. Phase rewrite.</summary>
    public const string ProxyRewrite = "proxy-rewrite";

    /// <summary>Lets only some addresses in: 403 for others. Phase access.</summary>
    public const string IpRestriction = "ip-restriction";

    /// <summary>Lets only some consumers in: 403 for others. Phase access.</summary>
    public const string ConsumerRestriction = "consumer-restriction";

    /// <summary>Refuses prompts by patterns: 400. Phase access.</summary>
    public const string PromptGuard = "ai-prompt-guard";

    /// <summary>Speaks to models and providers. Chosen in phase access, sent afterwards.</summary>
    public const string AiProxy = "ai-proxy";

    /// <summary>Counts tokens: 429 past the limit. Phase access, and log for the tokens used. Does nothing without <see cref="AiProxy"/>.</summary>
    public const string AiRateLimiting = "ai-rate-limiting";

    /// <summary>Counts requests: 429 past the limit. Phase access.</summary>
    public const string LimitCount = "limit-count";

    /// <summary>Makes metrics of routes. Of a global rule.</summary>
    public const string Prometheus = "prometheus";

    /// <summary>Every one of them, in the order in which they act.</summary>
    public static IReadOnlyList<string> InOrder { get; } =
        [ProxyBuffering, Cors, KeyAuth, PromptDecorator, ProxyRewrite, IpRestriction, ConsumerRestriction, PromptGuard, AiProxy, AiRateLimiting, LimitCount, Prometheus];
}
