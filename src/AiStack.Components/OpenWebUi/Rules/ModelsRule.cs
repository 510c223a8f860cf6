using AiStack.Components.Offers;
using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;

namespace AiStack.Components.OpenWebUi.Rules;

/// <summary>There is a model to chat with.</summary>
internal sealed class ModelsRule : IRule
{
    public IEnumerable<Problem> Check(Stack stack)
    {
        foreach (var (openWebUi, spec) in stack.Of<OpenWebUiSpec>())
        {
            // Pipelines can be models, too.
            if (spec.PipelinesEnabled || LinkedModels.Of(stack, openWebUi).Connections.Count > 0)
            {
                continue;
            }

            if (stack.OffersTo<OpenAiApi>(openWebUi).FirstOrDefault() is { Link: { } link })
            {
                yield return OpenWebUiProblems.NothingToChatWith.At(link.Source.Of("to"), $"{openWebUi} is linked to embedding models alone, and these cannot chat.", "Link a chat model, too.");
            }
            else
            {
                yield return OpenWebUiProblems.NoModels.At(openWebUi.Source.Of(), $"{openWebUi} is linked to no model.", $"Add a link from '{openWebUi.Name}' to a vllm component, a model or an AI gateway.");
            }
        }
    }
}
