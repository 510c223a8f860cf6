using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Policies;
using AiStack.Core.Problems;
using AiStack.Core.Schema;

namespace AiStack.Components.Apisix.Rules;

/// <summary>A case for <c>aistack test-policies</c> asks an AI gateway of the stack, on a route that it has.</summary>
internal sealed class PolicyTargetRule : IRule
{
    public IEnumerable<Problem> Check(Stack stack)
    {
        for (var index = 0; index < stack.Policies.Count; index++)
        {
            if (stack.Policies[index].Gateway is not null && Wrong(stack, stack.Policies[index], FormattableString.Invariant($"[{index}]")) is { } problem)
            {
                yield return problem;
            }
        }
    }

    private static Problem? Wrong(Stack stack, PolicyCase policy, string item)
    {
        if (stack.Find(policy.Gateway) is not { Spec: AiGatewaySpec } gateway)
        {
            return PolicyProblems.NoGateway.At(stack.Source.Of("policies", item, "gateway"), $"There is no AI gateway '{Excerpt.Of(policy.Gateway)}' in the stack.",
                GatewayMeant(policy.Gateway, [.. stack.Of<AiGatewaySpec>().Select(found => found.Component)]));
        }

        // A gateway without any route is another problem.
        var routes = AiRoute.Of(stack, gateway).ToList();
        if (routes.Count == 0 || (policy.Route is null ? routes.Count == 1 : routes.Any(route => route.IsCalled(policy.Route))))
        {
            return null;
        }

        var known = string.Join(", ", routes.Select(route => route.Link.To.Reference));
        return policy.Route is null
            ? PolicyProblems.NoRoute.At(stack.Source.Of("policies", item), $"The case does not say which of the {routes.Count} routes of {gateway} it is for.", $"Add `route`: one of {known}.")
            : PolicyProblems.NoRoute.At(stack.Source.Of("policies", item, "route"), $"{gateway} has no route '{Excerpt.Of(policy.Route)}'.",
                Spelling.Nearest(policy.Route, routes.SelectMany(route => new[] { route.Link.To.Reference, route.Subdomain })) is { } meant ? $"Write '{meant}'." : $"Write one of: {known}.");
    }

    private static string GatewayMeant(string written, IReadOnlyList<Component> gateways) =>
        gateways.Count == 0 ? "Add an AI gateway below `ai_gateways` of an apisix component."
        : (gateways.FirstOrDefault(gateway => gateway.Name == written)?.Reference ?? Spelling.Nearest(written, gateways.Select(gateway => gateway.Reference))) is { } meant ? $"Write '{meant}'."
        : $"Write one of: {string.Join(", ", gateways.Select(gateway => gateway.Reference))}.";
}
