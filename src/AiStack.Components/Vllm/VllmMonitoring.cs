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
    /// <summary>Each model's engines, and the router.</summary>
    public static IEnumerable<MonitoredTarget> TargetsOf(Stack stack, Component vllm) =>
        [.. vllm.Children.Select(model => Target(stack, vllm, VllmModule.RuntimeName(model), Engine.Role)), Target(stack, vllm, VllmModule.RouterName(vllm), VllmRouterFacts.Role)];

    private static MonitoredTarget Target(Stack stack, Component vllm, string name, string role) =>
        new(name, stack.NamespaceOf(vllm), new Dictionary<string, string> { [ProductionStackFacts.AppLabel] = name }, ProductionStackFacts.AppLabel, VllmFacts.Port, VllmFacts.PortName) { Role = role };
}
