using AiStack.Components.Offers;
using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;

namespace AiStack.Components.OpenWebUi.Rules;

/// <summary>It is clear which model embeds documents.</summary>
/// <remarks>An embedding model without a vector store is fine: Open WebUI has one built in, which serves a single replica well.</remarks>
internal sealed class EmbeddingRule : IRule
{
    public IEnumerable<Problem> Check(Stack stack) => stack.Of<OpenWebUiSpec>().SelectMany(found => Check(stack, found.Component));

    private static IEnumerable<Problem> Check(Stack stack, Component openWebUi)
    {
        var models = LinkedModels.Of(stack, openWebUi);
        foreach (var engine in models.ChosenEngines.Skip(1))
        {
            yield return OpenWebUiProblems.TwoEmbeddingModels.At(engine.Link.Source.Of("to"),
                $"{openWebUi} is linked to two embedding models, '{models.ChosenEngines[0].Link.To.Reference}' and '{engine.Link.To.Reference}', and embeds documents with one.", "Remove one of the links.");
        }

        if (models.Engine is not null)
        {
            yield break;
        }

        if (models.AccompanyingEngines.Count > 1)
        {
            yield return OpenWebUiProblems.NoEmbeddingModel.At(models.AccompanyingEngines[0].Link.Source.Of("to"),
                $"{openWebUi} gets several embedding models by its links ({string.Join(", ", models.AccompanyingEngines.Select(engine => $"'{engine.Model}'"))}), and nothing says which embeds documents.",
                "Add a link to that one.");
        }
        else if (stack.OffersTo<VectorStore>(openWebUi).FirstOrDefault() is { Link: { } link })
        {
            yield return OpenWebUiProblems.NoEmbeddingModel.At(link.Source.Of("to"), $"{openWebUi} stores vectors in '{link.To.Reference}', but no embedding model is linked to make them; it would download one when it starts.",
                $"Add a link from '{openWebUi.Name}' to an embedding model.");
        }
    }
}
