using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;

namespace AiStack.Components.Vllm.Rules;

/// <summary>There is an image for the GPUs that are asked for, with the program where it is looked for.</summary>
internal sealed class EngineImageRule : IRule
{
    public IEnumerable<Problem> Check(Stack stack)
    {
        foreach (var (component, model, parent, vllm) in stack.Models())
        {
            if (model.Image is null && vllm is { Gpus: > 0, GpuType: not null } && !RuntimeClasses.IsNvidia(vllm))
            {
                yield return VllmProblems.NoImageForGpu.At(component.Source.Of(), $"{component} runs on GPUs of type {vllm.GpuType}, for which no image is known here.",
                    $"Set image to one that has vLLM for them{(stack.Spec.Serving == ServingMode.Operator ? " as /opt/venv/bin/vllm" : "")}, or correct gpu_type of '{parent.Name}'.");
            }
            else if (model.Image is { Length: > 0 } image && stack.Spec.Serving == ServingMode.Operator && IsVllmsOwn(image))
            {
                yield return VllmProblems.ImageWithoutProgram.At(component.Source.Of("image"), $"The operator starts /opt/venv/bin/vllm in the image of {component}, and {VllmFacts.GpuImage} has its program elsewhere.",
                    $"Take an image such as {VllmFacts.OperatorGpuImage}, leave image out, or write `serving: deployment` at the top of the file.");
            }
        }
    }

    private static bool IsVllmsOwn(string image)
    {
        var name = ImageReference.Parse(image).Name;
        return name.StartsWith($"{VllmFacts.GpuImage}:", StringComparison.Ordinal) || name.StartsWith($"{VllmFacts.GpuImage}@", StringComparison.Ordinal);
    }
}
