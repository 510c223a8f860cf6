using AiStack.Components.Offers;
using AiStack.Components.Vllm;
using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;

namespace AiStack.Components.Langflow.Rules;

/// <summary>Every collection that Langflow is linked to can take the vectors of an embedding model that it can reach.</summary>
internal sealed class VectorSizeRule : IRule
{
    public IEnumerable<Problem> Check(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);

        foreach (var (langflow, _) in stack.Of<LangflowSpec>())
        {
            var links = new LangflowLinks(stack, langflow);

            // An API without a list of models has whatever its provider has.
            if (links.Apis.Any(api => api.Offer.Models.Count == 0))
            {
                continue;
            }

            var models = links.Apis.SelectMany(api => api.Offer.Models).Where(model => model.Type == ModelType.Embedding).DistinctBy(model => model.Name).ToList();
            foreach (var (link, collection) in links.Collections.Where(collection => collection.Offer.VectorSize > 0))
            {
                if (Check(langflow, link, collection, models, links.Apis.Count > 0) is { } problem)
                {
                    yield return problem;
                }
            }
        }
    }

    private static Problem? Check(Component langflow, Link link, VectorCollection collection, List<OfferedModel> models, bool hasApi)
    {
        var reference = link.To.Reference;
        if (models.Count == 0)
        {
            // Without any API there is a problem of its own.
            return hasApi
                ? LangflowProblems.NoEmbeddingModel.At(link.Source.Of(), $"'{langflow.Reference}' uses the collection '{reference}', but none of the models it is linked to makes vectors.",
                    "Add a model with 'model_type: embedding' where its models come from, or remove the link.")
                : null;
        }

        if (models.Any(model => model.VectorSize == collection.VectorSize))
        {
            return null;
        }

        if (models.FirstOrDefault(model => model.VectorSize is null) is { } unknown)
        {
            return LangflowProblems.UnknownVectorSize.At(link.Source.Of(),
                $"It is not known how long the vectors of '{unknown.Name}' are, so it was not checked that they fit '{reference}' ({collection.VectorSize}).",
                "Write 'vector_size' of the model.");
        }

        var nearest = models[0];
        var all = string.Join(", ", models.Select(model => $"'{model.Name}' makes vectors of {model.VectorSize}"));
        return LangflowProblems.VectorSize.At(link.To.Source.Of("vector_size"),
            $"'{langflow.Reference}' stores in '{reference}', which takes vectors of {collection.VectorSize}, but {all}.",
            $"Write 'vector_size: {nearest.VectorSize}' for '{reference}', or use an embedding model that makes vectors of {collection.VectorSize}.");
    }
}
