using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;

namespace AiStack.Components.ExternalAi.Rules;

/// <summary>Every provider is linked to.</summary>
internal sealed class UnusedProviderRule : IRule
{
    public IEnumerable<Problem> Check(Stack stack) =>
        from found in stack.Of<ExternalAiSpec>()
        where !stack.LinksTo(found.Component).Any()
        select ExternalAiProblems.Unused.At(found.Component.Source.Of(), $"No AI gateway is linked to {found.Component}, so nothing reaches it.", $"Add a link from an AI gateway to '{found.Component.Reference}', or remove it.");
}
