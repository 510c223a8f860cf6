using AiStack.Core.Problems;

namespace AiStack.Components.Apisix;

/// <summary>What can be wrong with gateways: their hosts, callers, addresses and times.</summary>
internal static class ApisixProblems
{
    public static ProblemKind AddressRange { get; } = new("AIS270", Severity.Error, "Not an address range",
        "Address lists take IPv4 and IPv6 ranges in the usual notation, `10.0.0.0/8` or `2001:db8::/32`, or single addresses.\nThe bits behind the prefix are zero: write `10.1.0.0/16`, not `10.1.2.3/16`.");

    public static ProblemKind RedundantRange { get; } = new("AIS271", Severity.Warning, "Address range inside another",
        "An address is let through when one range of the list has it, so a range inside another one of the list changes nothing.\nRemove it, or narrow the wider one if that was meant.");

    public static ProblemKind EveryAddress { get; } = new("AIS272", Severity.Warning, "Address list lets everyone through",
        "`0.0.0.0/0` and `::/0` are all addresses of their kind: the list refuses none of them. Name the networks that may call.");

    public static ProblemKind HiddenAddresses { get; } = new("AIS273", Severity.Error, "Address list without the callers' addresses",
        "Unless `external_traffic: true` is set on the apisix component, a cluster may hand requests on under a node's address: the list then\nrefuses everyone, or lets everyone through. The setting publishes the Service with `externalTrafficPolicy: Local`.");

    public static ProblemKind TimeoutTooLong { get; } = new("AIS274", Severity.Error, "Timeout past what the gateway can do",
        "APISIX waits at most 10 minutes for the next part of an answer (ai-proxy: 600000 ms). Streamed answers may take longer as\na whole, since the time counts between two parts. Set `apisix_timeout: 10m` or less.");

    public static ProblemKind TimeoutShort { get; } = new("AIS275", Severity.Warning, "Timeout shorter than usual answers",
        "A model that is asked for an answer in one piece often takes half a minute or more, and the gateway gives up before.\nSet `apisix_timeout: 60s` or more, unless callers only stream.");

    public static ProblemKind TwoKindsOfKeys { get; } = new("AIS276", Severity.Error, "Both one key and several",
        "`api_key` is the key of everyone, `api_keys` gives each consumer its own. Use one of them; the one key can become a consumer's:\n`api_keys: { everyone: { secret: gate-key }, team: { secret: team-key } }`.");

    public static ProblemKind SharedKey { get; } = new("AIS277", Severity.Error, "One key for two consumers",
        "A key tells who calls, and the key of one gateway must not open another. Two consumers, or two gateways, with the same\nsecret could not be told apart (APISIX refuses the second). Give each a secret of its own.");

    public static ProblemKind NoKey { get; } = new("AIS278", Severity.Warning, "Gateway without a key",
        "Whoever reaches the gateway can use its models and providers, at your cost. Set `api_key: { secret: <name> }`, or `api_keys`\nfor several consumers.");

    public static ProblemKind BrokenSeconds { get; } = new("AIS279", Severity.Error, "Window is not in whole seconds",
        "APISIX counts windows of time in whole seconds. Write `1s` or more without a fraction: `90s`, `5m`.");

    public static ProblemKind ForgetfulWindow { get; } = new("AIS280", Severity.Warning, "Window longer than counters last",
        "Without a redis the counters of limits are in the gateway's memory, and begin at zero whenever it is restarted. For windows\nlonger than a day link the apisix component to a redis: `- { from: apisix, to: redis }`.");

    public static ProblemKind ConsumersUnknown { get; } = new("AIS286", Severity.Error, "Counting per consumer without consumers",
        "Consumers are known by their keys. A gateway without keys has none to count by: set `api_key` or `api_keys`, or count by\naddress (`rate_limiting: { key: remote_addr }`) or by route (`ai_rate_limit: { per: route }`).");

    public static ProblemKind RequestsForTokens { get; } = new("AIS287", Severity.Warning, "Requests limited where tokens cost",
        "What a language model costs depends on tokens: one request may be as long as a thousand others. Prefer a token limit on the\nroutes, `ai_rate_limit: { limit: 10000, time_window: 1h }`; `rate_limiting` may stay as a second wall.");

    public static ProblemKind MixedOrigins { get; } = new("AIS288", Severity.Error, "Origins that cannot be listed together",
        "APISIX takes `*` alone, `null` alone, or a list of origins whose schemes have letters and digits only, such as `https://app.example.com`;\nit refuses the whole gateway otherwise. Write the pages' origins, or `cors: true` for any page.");

    public static ProblemKind UselessCors { get; } = new("AIS289", Severity.Warning, "Pages are let in but cannot ask anything",
        "A page that calls a model sends POST with the header Content-Type, and a key in `apikey` or `Authorization` if the gateway asks for\none. A browser sends only what `allow_methods` and `allow_headers` list. Leave them out, or add what is missing.");

    public static ProblemKind DoubledRoute { get; } = new("AIS380", Severity.Error, "Two routes at one address",
        "A host and path lead to one place only, and a host to one gateway. Routes take their host from `subdomain`, which is the\nname of what is linked to unless it is said. Give one of the two another `subdomain` or `path`.");

    public static ProblemKind NoDomain { get; } = new("AIS381", Severity.Error, "Hosts without a domain",
        "Routes of a gateway answer at `<subdomain>.<domain>`. Say at the top of the file which domain is yours: `domain: example.com`.\nOn a laptop `<subdomain>.localhost` answers too.");

    public static ProblemKind SelfSigned { get; } = new("AIS382", Severity.Warning, "Certificates that no browser trusts",
        "Without `tls: { issuer: <ClusterIssuer> }` the hosts get self-signed certificates: browsers warn, and clients refuse to connect\nunless told otherwise. Name an issuer of cert-manager, such as one for Let's Encrypt.");

    public static ProblemKind BadHost { get; } = new("AIS383", Severity.Error, "Host too long",
        "A host has at most 253 characters, and at most 63 between two dots. Shorten `subdomain`, or say one where the name of what\nis linked to is too long.");

    public static ProblemKind NoRoutes { get; } = new("AIS384", Severity.Warning, "Gateway without routes",
        "An AI gateway does nothing until it is linked to models or providers: `- { from: apisix/ai, to: vllm/qwen2-chat }`.");

    public static IReadOnlyList<ProblemKind> All { get; } =
    [
        AddressRange, RedundantRange, EveryAddress, HiddenAddresses, TimeoutTooLong, TimeoutShort, TwoKindsOfKeys, SharedKey, NoKey, BrokenSeconds, ForgetfulWindow, ConsumersUnknown,
        RequestsForTokens, MixedOrigins, UselessCors, DoubledRoute, NoDomain, SelfSigned, BadHost, NoRoutes, .. AiRouteProblems.All,
    ];
}
