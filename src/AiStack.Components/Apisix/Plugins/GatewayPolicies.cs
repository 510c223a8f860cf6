using System.Globalization;
using System.Text.Json.Nodes;
using AiStack.Core;

namespace AiStack.Components.Apisix.Plugins;

/// <summary>The plugins that hold for every route of an AI gateway.</summary>
internal static class GatewayPolicies
{
    internal const int TooManyRequests = 429;
    private const int MappedBits = 96;

    /// <summary>The header that a key is presented in; what OpenAI clients send instead is moved there.</summary>
    internal const string KeyHeader = "apikey";

    // One consumer has one counter, whichever header it used: key-auth compares the whole value of one header, so the bearer token is put
    // there first. Names are lower-case since APISIX' cache of headers has them so. Whatever fails here, key-auth then finds no key: 401.
    private const string BearerAsKey = $"""
        return function(_, ctx)
          local core = require("apisix.core")
          local authorization = core.request.header(ctx, "authorization")
          core.request.set_header(ctx, "authorization", nil)
          if type(authorization) == "string" and not core.request.header(ctx, "{KeyHeader}") then
            core.request.set_header(ctx, "{KeyHeader}", authorization:match("^[Bb][Ee][Aa][Rr][Ee][Rr]%s+(%S+)%s*$"))
          end
        end
        """;

    /// <summary>The plugins of a gateway.</summary>
    public static IEnumerable<ApisixPlugin> Of(Stack stack, Component gateway)
    {
        var spec = (AiGatewaySpec)gateway.Spec;
        if (spec.Cors is { } cors)
        {
            yield return Cors(cors);
        }

        var consumers = GatewayConsumer.Of(stack, gateway).ToList();
        if (consumers.Count > 0)
        {
            yield return new(PluginNames.KeyAuth, new()
            {
                ["header"] = KeyHeader,
                ["hide_credentials"] = true,
                ["_meta"] = new JsonObject { ["pre_function"] = BearerAsKey },
            });
            yield return new(PluginNames.ConsumerRestriction, new() { ["whitelist"] = List(consumers.Select(consumer => consumer.Username)) });
        }

        if (spec.IpWhitelist is { Count: > 0 } ranges)
        {
            yield return new(PluginNames.IpRestriction, new() { ["whitelist"] = List(ranges.Select(Range)) });
        }

        if (spec.RateLimiting is { } limit)
        {
            yield return RequestLimit(stack, gateway, limit);
        }
    }

    // An IPv4 address in IPv6 clothes never comes: APISIX listens on both kinds apart. Its schema does not know them either.
    private static string Range(string text) => AddressRange.TryParse(text, out var range, out _) && range.BaseAddress.IsIPv4MappedToIPv6 && range.PrefixLength >= MappedBits
        ? string.Create(CultureInfo.InvariantCulture, $"{range.BaseAddress.MapToIPv4()}/{range.PrefixLength - MappedBits}")
        : text;

    private static ApisixPlugin Cors(CorsSpec cors) => new(PluginNames.Cors, new()
    {
        ["allow_origins"] = Joined(cors.AllowOrigins, any: "*"),
        ["allow_methods"] = Joined(cors.AllowMethods, any: "*"),

        // '*' does not stand for Authorization (Fetch standard), which is what OpenAI clients send; '**' repeats what the browser asked for.
        ["allow_headers"] = Joined(cors.AllowHeaders, any: "**"),
        ["max_age"] = Seconds(cors.MaxAge),
    });

    private static string Joined(IReadOnlyList<string>? items, string any) => items is null || items.Contains("*") ? any : string.Join(',', items);

    // All routes of the gateway count together. APISIX refuses two configurations of one group, even one after the other, so a changed limit is another group.
    private static ApisixPlugin RequestLimit(Stack stack, Component gateway, RequestLimit limit)
    {
        var counters = SharedCounters.Of(stack, gateway);
        var key = limit.Key == RequestLimitKey.Consumer ? "consumer_name" : "remote_addr";
        var seconds = Seconds(limit.TimeWindow);
        return counters.Plugin(PluginNames.LimitCount, new()
        {
            ["count"] = limit.Count,
            ["time_window"] = seconds,
            ["key_type"] = "var",
            ["key"] = key,
            ["group"] = string.Create(CultureInfo.InvariantCulture, $"{stack.NamespaceOf(gateway)}/{gateway.Reference} {limit.Count} per {seconds}s and {key}, {counters.Policy}"),
            ["rejected_code"] = TooManyRequests,
            ["rejected_msg"] = "Request limit exceeded.",
        });
    }

    /// <summary>A span of time as the whole seconds that APISIX counts.</summary>
    internal static int Seconds(TimeSpan time) => (int)Math.Min(int.MaxValue, Math.Ceiling(time.TotalSeconds));

    internal static JsonArray List(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)text)];
}
