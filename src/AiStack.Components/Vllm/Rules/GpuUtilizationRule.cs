using System.Globalization;
using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;

namespace AiStack.Components.Vllm.Rules;

/// <summary>The share of a GPU's memory is one that works, and there is a GPU.</summary>
internal sealed class GpuUtilizationRule : IRule
{
    private const double Highest = 0.95;

    public IEnumerable<Problem> Check(Stack stack)
    {
        foreach (var (component, model, parent, vllm) in stack.Models())
        {
            // Anything else is out of range, which is reported with the property.
            if (model.GpuMemoryUtilization is not ({ } share and > 0 and <= 1))
            {
                continue;
            }

            if (vllm.Gpus == 0)
            {
                yield return VllmProblems.UtilizationWithoutGpu.At(component.Source.Of("gpu_memory_utilization"), $"gpu_memory_utilization of {component} means nothing: {parent} has no gpu_request.", "Remove it, or set gpu_request.");
            }
            else if (share > Highest)
            {
                yield return VllmProblems.UtilizationTooHigh.At(component.Source.Of("gpu_memory_utilization"),
                    string.Create(CultureInfo.InvariantCulture, $"gpu_memory_utilization of {component} is {share}, which leaves the driver and CUDA graphs next to nothing."), "Write 0.9, or 0.95 at most.");
            }
        }
    }
}
