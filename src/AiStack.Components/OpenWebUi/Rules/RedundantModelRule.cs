using AiStack.Components.Offers;
using AiStack.Components.Vllm;
using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;

namespace AiStack.Components.OpenWebUi.Rules;

/// <summary>A chat model is linked for itself or with its whole component, not both: it would be unclear whether the others are meant.</summary>
internal sealed class RedundantModelRule : IRule
{
    public IEnumerable<Problem> Check(Stack stack) =>
        from found in stack.Of<OpenWebUiSpec>()
        let links = stack.LinksFrom(found.Component).ToList()
        from link in links
        where link.To.ParentName is not null && stack.OffersOf<OpenAiApi>(link.To).Any(api => api.Models.Any(model => model.Type == ModelType.Chat))
        let whole = links.Find(other => other.To.Reference == link.To.ParentName)
        where whole is not null
        select OpenWebUiProblems.RedundantModel.At(link.Source.Of("to"), $"{found.Component} is linked to {link.To} and to all of {whole.To}.",
            $"Remove the link to '{link.To.Reference}', or the one to '{whole.To.Reference}' if only this model is meant.");
}
