using System.Text.RegularExpressions;
using AiStack.Core;
using AiStack.Core.Schema;
using AiStack.Core.Units;

namespace AiStack.Components.Vllm;

/// <summary>What may be said about a vLLM component in a stack file.</summary>
internal static partial class VllmProperties
{
    /// <summary>More GPUs than any machine has.</summary>
    public const int MostGpus = 64;

    public static SecretType HuggingFaceToken { get; } = new("token", canBeGenerated: false);

    public static PropertySet All { get; } = new(
    [
        .. CommonProperties.All,
        new Property<VllmSpec, SecretReference?>("huggingface", HuggingFaceToken, spec => spec.HuggingFaceToken, (spec, token) => spec with { HuggingFaceToken = token },
            "Hugging Face token for gated models, by reference. Default key: token."),
        new Property<VllmSpec, string?>("nodepool", new TextType("the name of a node pool", Names.DnsSubdomain(), 253), spec => spec.NodePool, (spec, pool) => spec with { NodePool = pool },
            "Node pool that models run on: a nodepool component of the stack, or an existing pool. Default: any node."),
        new Property<VllmSpec, int>("gpu_request", new IntegerType(0, MostGpus), spec => spec.Gpus, (spec, gpus) => spec with { Gpus = gpus },
            "Whole GPUs per replica; 0 (default) means processors only."),
        new Property<VllmSpec, string?>("gpu_type", new TextType("an extended resource such as nvidia.com/gpu", ExtendedResource(), 317), spec => spec.GpuType, (spec, type) => spec with { GpuType = type! },
            "Extended resource of the GPUs. Default: nvidia.com/gpu."),
        new Property<VllmSpec, Quantity>("route_mem_request", new QuantityType("1Gi", isSize: true), spec => spec.RouterMemory, (spec, memory) => spec with { RouterMemory = memory },
            "Memory of the router. Default: 1Gi; less is not enough."),
        new Property<VllmSpec, RoutingLogic>("routing",
            new WordType<RoutingLogic>(("roundrobin", RoutingLogic.RoundRobin), ("session", RoutingLogic.Session), ("prefixaware", RoutingLogic.PrefixAware), ("kvaware", RoutingLogic.KvAware)),
            spec => spec.Routing, (spec, routing) => spec with { Routing = routing }, "How requests are spread over replicas. Default: roundrobin."),
        new Property<VllmSpec, string?>("session_key", new TextType("the name of a request header", HeaderName(), 200), spec => spec.SessionKey, (spec, key) => spec with { SessionKey = key },
            "Request header that names the session; needed for routing: session and nothing else."),
    ]);

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9.]*[a-z0-9])?/[A-Za-z0-9]([-_.A-Za-z0-9]{0,61}[A-Za-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex ExtendedResource();

    [GeneratedRegex(@"^[A-Za-z0-9!#$%&'*+.^_`|~-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex HeaderName();
}
