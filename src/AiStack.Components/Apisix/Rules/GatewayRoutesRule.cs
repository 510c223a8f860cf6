using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;

namespace AiStack.Components.Apisix.Rules;

/// <summary>An AI gateway has routes, each at a place of its own inside the cluster.</summary>
internal sealed class GatewayRoutesRule : IRule
{
    public IEnumerable<Problem> Check(Stack stack)
    {
        foreach (var (gateway, _) in stack.Of<AiGatewaySpec>())
        {
            var places = new Dictionary<string, Link>();
            foreach (var route in AiRoute.Of(stack, gateway))
            {
                // The same pair twice is another problem.
                if (!places.TryAdd(route.InnerPath, route.Link) && places[route.InnerPath].To != route.Link.To)
                {
                    yield return AiRouteProblems.DoubledInnerPath.At(route.Link.Source.Of("to"), $"{places[route.InnerPath]} and {route.Link} would both answer at '{route.InnerPath}/v1' inside the cluster.", $"Rename '{route.Link.To.Reference}', or put it behind an AI gateway of its own.");
                }
            }

            if (places.Count == 0)
            {
                yield return ApisixProblems.NoRoutes.At(gateway.Source.Of(), $"{gateway} is linked to no model and no provider.", $"Add a link from '{gateway.Reference}' to a model, or remove the gateway.");
            }
        }
    }
}
