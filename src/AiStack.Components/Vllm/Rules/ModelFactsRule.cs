using AiStack.Components.Vllm.Capacity;
using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;

namespace AiStack.Components.Vllm.Rules;

/// <summary>What is said about a model that is known agrees with what is known of it.</summary>
internal sealed class ModelFactsRule : IRule
{
    public IEnumerable<Problem> Check(Stack stack) => stack.Models().SelectMany(found => Check(found.Component, found.Model));

    private static IEnumerable<Problem> Check(Component component, ModelSpec model)
    {
        var known = model.ModelPath is null ? null : LanguageModels.Find(model.ModelPath);
        if (model is { ModelType: ModelType.Chat, VectorSize: not null } && known?.VectorSize is null)
        {
            yield return VllmProblems.VectorSizeOfChat.At(component.Source.Of("vector_size"), $"{component} is a chat model and makes no vectors.", "Remove vector_size, or write model_type: embedding.");
        }

        if (known is null)
        {
            yield break;
        }

        if (model.MaxModelLength > known.MaxModelLength && !EngineArgument.Has(model, "--hf-overrides", "--rope-scaling", "--rope-theta", "--hf-config-path"))
        {
            yield return VllmProblems.LengthPastMaximum.At(component.Source.Of("max_model_len"), $"max_model_len of {component} is {model.MaxModelLength}, but {model.ModelPath} ends at {known.MaxModelLength}.",
                $"Write {known.MaxModelLength} or less, or leave it out.");
        }

        if (model.ModelType == ModelType.Chat && known.VectorSize is not null)
        {
            yield return VllmProblems.OtherModelType.At(component.Source.Of("model_type"), $"{model.ModelPath} is an embedding model, but {component} says chat.", "Write embedding.");
        }
        else if (model.ModelType == ModelType.Embedding && known.VectorSize is null && !EngineArgument.Has(model, "--convert"))
        {
            yield return VllmProblems.OtherModelType.At(component.Source.Of("model_type"), $"{model.ModelPath} writes text, but {component} says embedding.",
                "Write chat, choose an embedding model, or, if its inner states are meant as vectors, add `--convert embed` to extra_args.");
        }
        else if (model.ModelType == ModelType.Embedding && known.VectorSize is { } size && model.VectorSize is { } said && said != size)
        {
            yield return VllmProblems.OtherVectorSize.At(component.Source.Of("vector_size"), $"{model.ModelPath} makes vectors of {size}, but {component} says {said}.", $"Write {size}, or leave it out.");
        }
    }
}
