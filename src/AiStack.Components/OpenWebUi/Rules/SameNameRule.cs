using AiStack.Components.Offers;
using AiStack.Components.Vllm;
using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;

namespace AiStack.Components.OpenWebUi.Rules;

/// <summary>Models that come from different places have different names.</summary>
internal sealed class SameNameRule : IRule
{
    public IEnumerable<Problem> Check(Stack stack) => stack.Of<OpenWebUiSpec>().SelectMany(found => Check(stack, found.Component));

    private static IEnumerable<Problem> Check(Stack stack, Component openWebUi)
    {
        var seen = new Dictionary<string, (Link Link, OpenAiApi Api)>(StringComparer.Ordinal);
        foreach (var (link, api) in stack.OffersTo<OpenAiApi>(openWebUi))
        {
            // A name that was not said is another rule's business.
            foreach (var name in api.Models.Where(model => model.Type == ModelType.Chat && model.Name is not null).Select(model => model.Name))
            {
                if (!seen.TryAdd(name, (link, api)) && !ModelConnection.AreSame(seen[name].Api.BaseUrl, seen[name].Api.Key, api.BaseUrl, api.Key))
                {
                    yield return OpenWebUiProblems.SameName.At(link.Source.Of("to"), $"{openWebUi} gets a model '{name}' by its links to '{seen[name].Link.To.Reference}' and to '{link.To.Reference}', and asks only one of them.",
                        "Set 'served_model_name' of one of the models, or link only one.");
                }
            }
        }
    }
}
