using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;

namespace AiStack.Components.Apisix.Rules;

/// <summary>Routes to embedding models have no policies that are about chats.</summary>
internal sealed class EmbeddingRouteRule : IRule
{
    public IEnumerable<Problem> Check(Stack stack) =>
        from found in stack.Of<AiGatewaySpec>()
        from route in AiRoute.Of(stack, found.Component)
        where route.IsForEmbeddings
        from problem in CheckRoute(route)
        select problem;

    private static IEnumerable<Problem> CheckRoute(AiRoute route)
    {
        foreach (var (property, patterns) in new[] { ("deny_patterns", route.Options.DenyPatterns), ("allow_patterns", route.Options.AllowPatterns) })
        {
            if (patterns is not null)
            {
                yield return AiRouteProblems.EmbeddingGuard.At(route.Link.Source.OfName(property), $"{route.Link} leads to an embedding model, whose requests have no messages for {property} to look at.", $"Remove '{property}'.");
            }
        }

        if (route.Options.PromptDecorator is not null)
        {
            yield return AiRouteProblems.EmbeddingDecorator.At(route.Link.Source.OfName("prompt_decorator"), $"{route.Link} leads to an embedding model, whose requests have no messages to add to.", "Remove 'prompt_decorator'.");
        }

        if (route.Options.TokenLimit is not null)
        {
            yield return AiRouteProblems.EmbeddingTokens.At(route.Link.Source.OfName("ai_rate_limit"), $"{route.Link} leads to an embedding model, which writes no answer whose tokens could be limited.", "Remove 'ai_rate_limit', and set 'rate_limiting' on the gateway.");
        }
    }
}
