using AiStack.Components.Offers;
using AiStack.Core;

namespace AiStack.Components.Vllm;

/// <summary>What Prometheus scrapes of a vLLM component in a cluster.</summary>
/// <remarks>
/// Source: vllm-project/production-stack, <c>vllmruntime_controller.go</c> and <c>vllmrouter_controller.go</c>: pods are labelled <c>app</c> with the name of their runtime or router and
/// have a port <c>http</c>. Deployments of our own carry the same label, so that jobs have the same names.
/// </remarks>
internal static class VllmMonitoring
{
    /// <summary>Label of engines and routers; its value is the name of the runtime or router.</summary>
    public const string AppLabel = "app";

    /// <summary>Name of the port of engines and routers.</summary>
    public const string PortName = "http";

    /// <summary>Each model's engines, and the router.</summary>
    public static IEnumerable<MonitoredTarget> TargetsOf(Stack stack, Component vllm) =>
        [.. vllm.Children.Select(model => Target(stack, vllm, VllmModule.RuntimeName(model), "engine")), Target(stack, vllm, VllmModule.RouterName(vllm), "router")];

    private static MonitoredTarget Target(Stack stack, Component vllm, string name, string role) =>
        new(name, stack.NamespaceOf(vllm), new Dictionary<string, string> { [AppLabel] = name }, AppLabel, VllmFacts.Port, PortName) { Role = role };
}
