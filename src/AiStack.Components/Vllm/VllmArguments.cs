using System.Globalization;

namespace AiStack.Components.Vllm;

/// <summary>The command line of <c>vllm serve</c>, which our simulator understands too.</summary>
internal static class VllmArguments
{
    /// <summary>Arguments that production-stack's VLLMRuntime has no field for.</summary>
    /// <remarks>
    /// The served name is always written: an engine that may not ask the network replaces the model's id by a path of its cache, and would show that path in its metrics.
    /// It is one argument with <c>=</c>, the form in which the operator itself looks for it.
    /// </remarks>
    internal static IReadOnlyList<string> BesideRuntime(ModelSpec model) =>
        [$"--served-model-name={model.ClientName}", .. model.ModelType == ModelType.Embedding ? s_pooling : [], .. model.ExtraArguments.Where(argument => !s_switches.ContainsKey(argument.Replace('_', '-')))];

    /// <summary>Whether a switch of the engine is on: as the further arguments say, else a default.</summary>
    internal static bool IsOn(ModelSpec model, string name, bool isDefault) =>
        model.ExtraArguments.Select(argument => s_switches.GetValueOrDefault(argument.Replace('_', '-'))).LastOrDefault(found => found.Name == name) is { Name: not null } said ? said.IsOn : isDefault;

    internal const string ChunkedPrefill = "chunked-prefill";

    internal const string PrefixCaching = "prefix-caching";

    // vLLM detects most embedding models itself; naming the runner makes the rest work too. `--task` is gone since 0.13.
    private static readonly string[] s_pooling = ["--runner", "pooling"];

    // What a VLLMRuntime says by fields of its own.
    private static readonly Dictionary<string, (string Name, bool IsOn)> s_switches = new()
    {
        ["--enable-chunked-prefill"] = (ChunkedPrefill, true),
        ["--no-enable-chunked-prefill"] = (ChunkedPrefill, false),
        ["--enable-prefix-caching"] = (PrefixCaching, true),
        ["--no-enable-prefix-caching"] = (PrefixCaching, false),
    };

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
            arguments.AddRange(s_pooling);
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
