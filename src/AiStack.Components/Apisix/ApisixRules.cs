using AiStack.Components.Apisix.Rules;
using AiStack.Core.Checks;

namespace AiStack.Components.Apisix;

/// <summary>What is checked about gateways beyond the single property.</summary>
internal static class ApisixRules
{
    public static IReadOnlyList<IRule> All { get; } =
    [
        new HostRule(), new DoubledRouteRule(), new CertificateRule(), new KeyRule(), new ConsumerCountingRule(), new AddressListRule(), new TimeoutRule(),
        new GatewayRoutesRule(), new EmbeddingRouteRule(), new PatternRule(), new CounterRule(), new CircleRule(), new PolicyTargetRule(), new PolicyExpectationRule(), new CorsRule(), new ConsumerNamesRule(), new ApisixNamesRule(),
        new UnseenPathRule(),
    ];
}
