using System.Globalization;
using AiStack.Components.Vllm.Capacity;

namespace AiStack.Components.Vllm;

/// <summary>Environment of an engine in a cluster, apart from its token.</summary>
internal static class EngineEnvironment
{
    public static IReadOnlyList<KeyValuePair<string, string>> Of(Engine engine)
    {
        List<KeyValuePair<string, string>> variables = [];
        if (engine.Storage is not null)
        {
            Add(VllmFacts.HuggingFaceHomeVariable, engine.Weights.DiskDirectory);

            // Code that comes with a model is copied before it runs; not onto a disk that others write and that may be read-only.
            Add("HF_MODULES_CACHE", "/tmp/huggingface-modules");
        }

        if (!engine.Fetches)
        {
            Add(VllmFacts.OfflineVariable, "1");
        }

        if (!engine.HasGpus)
        {
            // The same number that the memory was reckoned with.
            Add("VLLM_CPU_KVCACHE_SPACE", (MemoryEstimator.DefaultCpuKvCache >> 30).ToString(CultureInfo.InvariantCulture));
        }

        if (engine.Served.Vllm.Routing == RoutingLogic.KvAware)
        {
            variables.AddRange(LmCacheFacts.Environment(engine.ControllerHost));
        }

        // Nothing is reported to the vLLM project; the way there is closed anyway.
        Add("VLLM_NO_USAGE_STATS", "1");
        return variables;

        void Add(string name, string value) => variables.Add(new(name, value));
    }
}
