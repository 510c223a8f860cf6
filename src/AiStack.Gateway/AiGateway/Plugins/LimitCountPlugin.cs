using AiStack.Gateway.AiGateway.Configuration;
using AiStack.Gateway.AiGateway.Limits;

namespace AiStack.Gateway.AiGateway.Plugins;

/// <summary>Counts requests, and refuses those past the limit.</summary>
/// <remarks>Source: apache/apisix 3.18, <c>apisix/plugins/limit-count/init.lua</c>.</remarks>
internal sealed class LimitCountPlugin : GatewayPlugin
{
    private static readonly LimitHeaders s_headers = new("X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset");
    private readonly CounterStore _counters;
    private readonly string _limit;
    private readonly long _count;
    private readonly TimeSpan _window;
    private readonly bool _isPerConsumer;
    private readonly Refusal _refusal;

    private LimitCountPlugin(CounterStore counters, string limit, long count, TimeSpan window, bool isPerConsumer, Refusal refusal) =>
        (_counters, _limit, _count, _window, _isPerConsumer, _refusal) = (counters, limit, count, window, isPerConsumer, refusal);

    /// <inheritdoc/>
    public override int Priority => 1002;

    /// <summary>Reads the configuration.</summary>
    public static LimitCountPlugin Read(JsonSpot config, string route, CounterStore counters)
    {
        config.Only("count", "time_window", "key_type", "key", "group", "rejected_code", "rejected_msg", "policy");
        CounterPolicy.Check(config);
        if (config.Find("key_type") is { } type && type.Text() != "var")
        {
            throw type.Wrong("var");
        }

        var key = config.Find("key");
        var isPerConsumer = key?.Text() switch { null or "remote_addr" => false, "consumer_name" => true, _ => throw key.Value.Wrong("remote_addr or consumer_name") };

        // Routes of one group count together; each of the others has counters of its own, which a changed limit begins anew.
        var limit = config.Find("group") is { } group ? $"group {group.Text()}: {config.Get("count").Value} in {config.Get("time_window").Value}" : $"limit-count of {route}: {config.Value.GetRawText()}";
        return new(counters, limit, config.Get("count").Integer(1), TimeSpan.FromSeconds(config.Get("time_window").Integer(1)), isPerConsumer, CounterPolicy.Refusal(config));
    }

    /// <inheritdoc/>
    public override ValueTask<Refusal?> AccessAsync(Exchange exchange)
    {
        // Without a consumer APISIX counts by address.
        var key = (_isPerConsumer ? exchange.Consumer : null) ?? exchange.RemoteAddress.ToString();
        var (remaining, reset) = _counters.Get(_limit, key, _count, _window).Take(1);
        s_headers.Write(exchange.Context.Response.Headers, _count, remaining, reset);
        return remaining < 0 ? new(_refusal) : default;
    }
}
