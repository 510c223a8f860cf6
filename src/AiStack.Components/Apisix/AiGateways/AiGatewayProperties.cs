using System.Text.RegularExpressions;
using AiStack.Core;
using AiStack.Core.Schema;

namespace AiStack.Components.Apisix;

/// <summary>What may be said about an AI gateway in a stack file.</summary>
internal static partial class AiGatewayProperties
{
    private static readonly PropertySet s_cors = new(
        new Property<CorsSpec, IReadOnlyList<string?>?>("allow_origins", new FilledListType<string?>(new TextType("an origin such as https://app.example.com, or '*'", Origin(), 300)),
            cors => cors.AllowOrigins, (cors, origins) => cors with { AllowOrigins = origins! }, "Origins of the pages that may call. Default: any."),
        new Property<CorsSpec, IReadOnlyList<string?>?>("allow_methods", new FilledListType<string?>(new TextType("a method such as POST, or '*'", Method(), 40)),
            cors => cors.AllowMethods, (cors, methods) => cors with { AllowMethods = methods! }, "Methods they may use. Default: any."),
        new Property<CorsSpec, IReadOnlyList<string?>?>("allow_headers", new FilledListType<string?>(new TextType("a header's name, or '*'", Header(), 200)),
            cors => cors.AllowHeaders, (cors, headers) => cors with { AllowHeaders = headers! }, "Request headers they may set. Default: any."),
        new Property<CorsSpec, TimeSpan>("max_age", new WholeSecondsType(TimeSpan.Zero), cors => cors.MaxAge, (cors, age) => cors with { MaxAge = age },
            "How long a browser may remember the answer. Default: 5s."));

    private static readonly PropertySet s_rateLimiting = new(
        new Property<RequestLimit, int>("count", new IntegerType(1), limit => limit.Count, (limit, count) => limit with { Count = count }, "Requests in one window. Default: 100."),
        new Property<RequestLimit, TimeSpan>("time_window", new WholeSecondsType(TimeSpan.FromSeconds(1)), limit => limit.TimeWindow, (limit, window) => limit with { TimeWindow = window },
            "The window, in whole seconds. Default: 60s."),
        new Property<RequestLimit, RequestLimitKey>("key", new WordType<RequestLimitKey>(("remote_addr", RequestLimitKey.RemoteAddress), ("consumer", RequestLimitKey.Consumer)),
            limit => limit.Key, (limit, key) => limit with { Key = key }, "Whose requests are counted together: those of one address (remote_addr, default) or of one consumer."));

    /// <summary>Key of the Secrets that callers' keys are in: the only one that APISIX' ingress controller reads.</summary>
    public const string KeyName = "key";

    /// <summary>A key that callers present.</summary>
    public static SecretType Key { get; } = new(KeyName);

    public static PropertySet All { get; } = new(
        new Property<AiGatewaySpec, SecretReference?>("api_key", Key, spec => spec.ApiKey, (spec, key) => spec with { ApiKey = key },
            "Key that callers present, by reference. Default key: key."),
        new Property<AiGatewaySpec, IReadOnlyDictionary<string, SecretReference?>>("api_keys",
            new MapType<SecretReference?>(new TextType("the name of a consumer: lower-case letters, digits and '-'", Names.DnsLabel(), Names.LongestLabel), Key),
            spec => spec.ApiKeys, (spec, keys) => spec with { ApiKeys = keys }, "Keys of several consumers, by their names, in place of api_key."),
        new Property<AiGatewaySpec, CorsSpec?>("cors", new SwitchType<CorsSpec>(s_cors, new()), spec => spec.Cors, (spec, cors) => spec with { Cors = cors },
            "Which web pages may call: true for any, or { allow_origins, allow_methods, allow_headers, max_age }. Default: none."),
        new Property<AiGatewaySpec, RequestLimit?>("rate_limiting", new SwitchType<RequestLimit>(s_rateLimiting, new()), spec => spec.RateLimiting, (spec, limit) => spec with { RateLimiting = limit },
            "How many requests are let through: true for 100 per minute and address, or { count, time_window, key }. Default: all."),
        new Property<AiGatewaySpec, IReadOnlyList<string?>?>("ip_whitelist", new FilledListType<string?>(new AddressRangeType(), areLinesAllowed: true),
            spec => spec.IpWhitelist, (spec, ranges) => spec with { IpWhitelist = ranges! }, "Addresses that may call: IPv4 or IPv6 ranges. Needs external_traffic on the apisix component.") { Alias = "whitelist" },
        new Property<AiGatewaySpec, TimeSpan>("apisix_timeout", new DurationType(), spec => spec.Timeout, (spec, timeout) => spec with { Timeout = timeout },
            "How long to wait for a model to begin or go on with its answer. Default: 60s; at most 10m."));

    [GeneratedRegex(@"^(\*|null|[a-z][a-z0-9+.-]*://[^\s,/]+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Origin();

    [GeneratedRegex(@"^(\*|[A-Z]+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Method();

    [GeneratedRegex(@"^(\*|[A-Za-z0-9!#$%&'+.^_`|~-]+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Header();
}
