using System.Globalization;

namespace AiStack.Components.Vllm;

/// <summary>The command line of <c>vllm serve</c>, which our simulator understands too.</summary>
internal static class VllmArguments
{
    /// <summary>Arguments that say which model to serve and how. Address and port are up to the caller.</summary>
    internal static IReadOnlyList<string> For(ModelSpec model)
    {
        List<string> arguments = [model.ModelPath];
        Add("--served-model-name", model.ServedModelName);
        Add("--max-model-len", model.MaxModelLength?.ToString(CultureInfo.InvariantCulture));
        Add("--gpu-memory-utilization", model.GpuMemoryUtilization?.ToString(CultureInfo.InvariantCulture));
        Add("--dtype", model.DataType);
        if (model.ModelType == ModelType.Embedding)
        {
            // vLLM detects most embedding models itself; naming the runner makes the rest work too. `--task` is gone since 0.13.
            Add("--runner", "pooling");
        }

        arguments.AddRange(model.ExtraArguments);
        return arguments;

        void Add(string flag, string? value)
        {
            if (value is not null)
            {
                arguments.Add(flag);
                arguments.Add(value);
            }
        }
    }
}
