using AiStack.Components.Apisix.Plugins;
using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;

namespace AiStack.Components.Apisix.Rules;

/// <summary>Policies of a route see what its path is for.</summary>
internal sealed class UnseenPathRule : IRule
{
    public IEnumerable<Problem> Check(Stack stack) =>
        from found in stack.Of<AiGatewaySpec>()
        from route in AiRoute.Of(stack, found.Component)
        where !route.IsForEmbeddings && JudgedPaths.IsUnseen(route.Options.Path)
        let policies = Policies(route.Options).ToList()
        where policies.Count > 0
        select AiRouteProblems.UnseenPath.At(route.Link.Source.OfName("path"),
            $"{route.Link} answers {route.Options.Path}, whose requests {string.Join(", ", policies)} {(policies.Count == 1 ? "does" : "do")} not see.", "Write `path: /v1/*`, or leave it out.");

    private static IEnumerable<string> Policies(AiRouteOptions options)
    {
        foreach (var (name, isSaid) in new[]
        {
            ("ai_rate_limit", options.TokenLimit is not null), ("prompt_decorator", options.PromptDecorator is not null),
            ("deny_patterns", options.DenyPatterns is not null), ("allow_patterns", options.AllowPatterns is not null),
        })
        {
            if (isSaid)
            {
                yield return name;
            }
        }
    }
}
