using System.Globalization;
using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;
using AiStack.Core.Schema;

namespace AiStack.Components.Vllm.Rules;

/// <summary>Further arguments say nothing that a property says, no secret, and nothing that vLLM no longer takes.</summary>
internal sealed class ExtraArgumentsRule : IRule
{
    private static readonly Dictionary<string, string> s_properties = new()
    {
        ["--model"] = "model_path",
        ["--served-model-name"] = "served_model_name",
        ["--max-model-len"] = "max_model_len",
        ["--gpu-memory-utilization"] = "gpu_memory_utilization",
        ["--dtype"] = "dtype",
        ["--tensor-parallel-size"] = "tensor_parallel",
        ["-tp"] = "tensor_parallel",
        ["--runner"] = "model_type",
    };

    // Where engines listen is known to the router, to health checks and to Prometheus.
    private static readonly string[] s_addresses = ["--port", "--host", "--root-path", "--uds"];

    private static readonly Dictionary<string, string> s_gone = new()
    {
        ["--task"] = "Set model_type instead; for a model that is none by nature add `--convert embed`.",
        ["--use-v2-block-manager"] = "Remove it.",
        ["--swap-space"] = "Remove it.",
        ["--num-scheduler-steps"] = "Remove it.",
    };

    public IEnumerable<Problem> Check(Stack stack) =>
        from found in stack.Models()
        from argument in EngineArgument.Of(found.Model)
        let problem = Judge(found.Component, argument)
        where problem is not null
        select problem;

    private static Problem? Judge(Component model, EngineArgument argument)
    {
        var place = model.Source.Of("extra_args", string.Create(CultureInfo.InvariantCulture, $"[{argument.Index}]"));
        if (argument is { Name: "--api-key" or "--hf-token", Value: not null })
        {
            return PropertyProblems.SecretWrittenOut.At(place, $"extra_args of {model} have a secret written out behind {argument.Name}. It is not repeated here.", argument.Name == "--api-key"
                ? "Remove it: keys are the AI gateway's business (api_key there), and engines are reached by nobody else."
                : "Remove it, and write `huggingface: { secret: <name> }` on the component.");
        }

        if (s_gone.TryGetValue(argument.Name, out var instead))
        {
            return VllmProblems.ArgumentGone.At(place, $"extra_args of {model} have {argument.Name}, which vLLM no longer takes.", instead);
        }

        if (s_addresses.Contains(argument.Name))
        {
            return VllmProblems.ArgumentOfProperty.At(place, $"extra_args of {model} have {argument.Name}, but where engines listen is for this program to say.", "Remove it.");
        }

        return s_properties.TryGetValue(argument.Name, out var property)
            ? VllmProblems.ArgumentOfProperty.At(place, $"extra_args of {model} have {argument.Name}, which the property {property} says.", $"Remove it, and use {property}.")
            : null;
    }
}
