using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;
using AiStack.Core.Units;

namespace AiStack.Components.Apisix.Rules;

/// <summary>Limits are counted together by all replicas, for as long as their windows last, and count what costs.</summary>
internal sealed class CounterRule : IRule
{
    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);

    public IEnumerable<Problem> Check(Stack stack)
    {
        foreach (var (apisix, spec) in stack.Of<ApisixSpec>())
        {
            var isShared = stack.LinksFrom(apisix).Any(link => link.To.Kind.Name == "redis");
            var limits = LimitsOf(stack, apisix).ToList();
            if (spec.Replicas > 1 && !isShared && limits.Count > 0)
            {
                yield return AiRouteProblems.CountedAlone.At(apisix.Source.Of("replicas"), $"{apisix} has {spec.Replicas} replicas, and each would count the limit of {limits[0].Owner} by itself.", $"Link '{apisix.Reference}' to a redis component, or set 'replicas: 1'.");
            }

            foreach (var limit in limits.Where(limit => !isShared && limit.Window > s_day && limit.Window <= Duration.Longest))
            {
                yield return ApisixProblems.ForgetfulWindow.At(limit.Place, $"The window of {limit.Owner} is {Duration.Format(limit.Window)}, and its counters are lost whenever '{apisix.Reference}' is restarted.", $"Link '{apisix.Reference}' to a redis component, or shorten the window.");
            }

            foreach (var gateway in apisix.Children.Where(gateway => gateway.Spec is AiGatewaySpec { RateLimiting: not null }))
            {
                var routes = AiRoute.Of(stack, gateway).Where(route => !route.IsForEmbeddings).ToList();
                if (routes.Count > 0 && routes.All(route => route.Options.TokenLimit is null))
                {
                    yield return ApisixProblems.RequestsForTokens.At(gateway.Source.OfName("rate_limiting"), $"{gateway} limits requests, and none of its routes limits tokens.", "Add `ai_rate_limit: { limit: 10000, time_window: 1h }` to the links from it.");
                }
            }
        }
    }

    private static IEnumerable<Limit> LimitsOf(Stack stack, Component apisix)
    {
        foreach (var gateway in apisix.Children)
        {
            if (gateway.Spec is AiGatewaySpec { RateLimiting: { } requests })
            {
                yield return new($"{gateway}", requests.TimeWindow, gateway.Source.Of("rate_limiting", "time_window"));
            }

            foreach (var route in AiRoute.Of(stack, gateway))
            {
                if (route.Options.TokenLimit is { } tokens)
                {
                    yield return new($"{route.Link}", tokens.TimeWindow, route.Link.Source.Of("ai_rate_limit", "time_window"));
                }
            }
        }
    }

    private sealed record Limit(string Owner, TimeSpan Window, Place Place);
}
