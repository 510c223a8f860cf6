using AiStack.Gateway.AiGateway.Configuration;
using AiStack.Gateway.AiGateway.Limits;
using AiStack.Gateway.Requests;

namespace AiStack.Gateway.AiGateway.Plugins;

/// <summary>Counts the tokens that answers say they have, and refuses requests past the limit. One request may overshoot: what it costs is known only at its end.</summary>
/// <remarks>Source: apache/apisix 3.18, <c>apisix/plugins/ai-rate-limiting.lua</c>. It does nothing on a route without ai-proxy.</remarks>
internal sealed class AiRateLimitingPlugin : GatewayPlugin
{
    private readonly CounterStore _counters;
    private readonly string _limit;
    private readonly long _count;
    private readonly TimeSpan _window;
    private readonly bool _isPerConsumer;
    private readonly Func<TokenUsage, long> _cost;
    private readonly Refusal _refusal;

    private AiRateLimitingPlugin(CounterStore counters, string limit, long count, TimeSpan window, bool isPerConsumer, Func<TokenUsage, long> cost, Refusal refusal) =>
        (_counters, _limit, _count, _window, _isPerConsumer, _cost, _refusal) = (counters, limit, count, window, isPerConsumer, cost, refusal);

    /// <inheritdoc/>
    public override int Priority => 1030;

    /// <summary>Reads the configuration.</summary>
    public static AiRateLimitingPlugin Read(JsonSpot config, string route, CounterStore counters)
    {
        config.Only("limit", "time_window", "rules", "limit_strategy", "rejected_code", "rejected_msg", "policy");
        CounterPolicy.Check(config);
        var rule = config.Find("rules") is { } rules ? Rule(rules) : (JsonSpot?)null;
        var (count, window) = rule is { } one ? (one.Get("count"), one.Get("time_window")) : (config.Get("limit"), config.Get("time_window"));
        return new(
            counters, $"ai-rate-limiting of {route}: {config.Value.GetRawText()}", count.Integer(1), TimeSpan.FromSeconds(window.Integer(1)), rule is not null, Cost(config.Find("limit_strategy")), CounterPolicy.Refusal(config));
    }

    /// <inheritdoc/>
    public override ValueTask<Refusal?> AccessAsync(Exchange exchange)
    {
        if (exchange.Target is not { } target || Counter(exchange) is not { } counter)
        {
            return default;
        }

        var (remaining, reset) = counter.Peek();
        Headers(target.InstanceName).Write(exchange.Context.Response.Headers, _count, remaining, reset);
        exchange.IsOverTokenLimit = remaining < 0;
        return exchange.IsOverTokenLimit ? new(_refusal) : default;
    }

    /// <inheritdoc/>
    public override void Log(Exchange exchange)
    {
        if (!exchange.IsOverTokenLimit && exchange.Target is not null && exchange.Usage is { } usage && _cost(usage) is var cost and > 0)
        {
            Counter(exchange)?.Take(cost);
        }
    }

    private static JsonSpot Rule(JsonSpot rules)
    {
        if (rules.Items() is not [var rule])
        {
            throw rules.Wrong("a list of one rule, which is all that this gateway follows");
        }

        rule.Only("count", "time_window", "key");
        return rule.Get("key").Text() == "$consumer_name" ? rule : throw rule.Get("key").Wrong("$consumer_name");
    }

    private static Func<TokenUsage, long> Cost(JsonSpot? strategy) => strategy?.Text() switch
    {
        null or "total_tokens" => usage => usage.Total,
        "prompt_tokens" => usage => usage.Input,
        "completion_tokens" => usage => usage.Output,
        _ => throw strategy!.Value.Wrong("total_tokens, prompt_tokens or completion_tokens"),
    };

    // A rule whose key is nobody's does not count.
    private WindowCounter? Counter(Exchange exchange) =>
        !_isPerConsumer ? _counters.Get(_limit, "#global", _count, _window)
        : exchange.Consumer is { } consumer ? _counters.Get(_limit, consumer, _count, _window)
        : null;

    // The first rule's headers have its number in them, a route's limit the name of the instance.
    private LimitHeaders Headers(string instance) => _isPerConsumer
        ? new("X-AI-1-RateLimit-Limit", "X-AI-1-RateLimit-Remaining", "X-AI-1-RateLimit-Reset")
        : new($"X-AI-RateLimit-Limit-{instance}", $"X-AI-RateLimit-Remaining-{instance}", $"X-AI-RateLimit-Reset-{instance}");
}
