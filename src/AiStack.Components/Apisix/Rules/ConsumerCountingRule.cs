using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;

namespace AiStack.Components.Apisix.Rules;

/// <summary>What is counted per consumer has consumers.</summary>
internal sealed class ConsumerCountingRule : IRule
{
    public IEnumerable<Problem> Check(Stack stack)
    {
        foreach (var (gateway, spec) in stack.Of<AiGatewaySpec>())
        {
            if (spec.HasKeys)
            {
                continue;
            }

            if (spec.RateLimiting?.Key == RequestLimitKey.Consumer)
            {
                yield return ApisixProblems.ConsumersUnknown.At(gateway.Source.Of("rate_limiting", "key"), $"{gateway} counts requests per consumer and has no keys to know them by.", "Add `api_keys`, or write `key: remote_addr`.");
            }

            foreach (var route in AiRoute.Of(stack, gateway).Where(route => route.Options.TokenLimit?.Scope == TokenLimitScope.Consumer))
            {
                yield return ApisixProblems.ConsumersUnknown.At(route.Link.Source.Of("ai_rate_limit", "per"), $"{route.Link} counts tokens per consumer, and {gateway} has no keys to know them by.", "Add `api_keys` to the gateway, or write `per: route`.");
            }
        }
    }
}
