using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Policies;
using AiStack.Core.Problems;

namespace AiStack.Components.Apisix.Rules;

/// <summary>A case for <c>aistack test-policies</c> expects what some policy of its route can bring about.</summary>
internal sealed class PolicyExpectationRule : IRule
{
    public IEnumerable<Problem> Check(Stack stack)
    {
        for (var index = 0; index < stack.Policies.Count; index++)
        {
            if (stack.Policies[index] is { Gateway: not null, Expect: { } expected } policy && RouteOf(stack, policy) is { } route)
            {
                foreach (var (property, message, fix) in Impossible(expected, route))
                {
                    yield return PolicyProblems.NoSuchPolicy.At(stack.Source.Of("policies", FormattableString.Invariant($"[{index}]"), "expect", property), message, fix);
                }
            }
        }
    }

    // No such gateway or route is another problem.
    private static AiRoute? RouteOf(Stack stack, PolicyCase policy)
    {
        var routes = stack.Find(policy.Gateway) is { Spec: AiGatewaySpec } gateway ? AiRoute.Of(stack, gateway).ToList() : [];
        return policy.Route is { } name ? routes.FirstOrDefault(route => route.IsCalled(name)) : routes is [var only] ? only : null;
    }

    private static IEnumerable<(string Property, string Message, string Fix)> Impossible(PolicyExpectation expected, AiRoute route)
    {
        var gateway = (AiGatewaySpec)route.Gateway.Spec;
        var countsTokens = route.Options.TokenLimit is not null && !route.IsForEmbeddings;
        if (expected.Status is 401 or 403 && !gateway.HasKeys)
        {
            yield return ("status", $"{route.Gateway} asks for no key, so it never answers {expected.Status}.", "Give it an `api_key`, or expect 200.");
        }

        if (expected.Status is 429 && !countsTokens && gateway.RateLimiting is null)
        {
            yield return ("status", $"Nothing limits {route.Link}, so it never answers 429.", "Add `ai_rate_limit` to the link or `rate_limiting` to the gateway, or expect 200.");
        }

        if (expected.RemainingBelow is not null && !countsTokens)
        {
            yield return ("remaining_below", $"Tokens of {route.Link} are not counted, so no answer tells how many remain.", "Add `ai_rate_limit` to the link, or remove remaining_below.");
        }
    }
}
