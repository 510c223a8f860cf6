namespace AiStack.Components.Vllm.Capacity;

/// <summary>A cloud provider's machine with GPUs.</summary>
/// <param name="Name">As the provider spells it: <c>g6.xlarge</c>, <c>g2-standard-4</c>, <c>Standard_NC24ads_A100_v4</c>.</param>
/// <param name="Gpu">The kind of GPU in it.</param>
/// <param name="GpuCount">How many of them.</param>
public sealed record InstanceType(string Name, Gpu Gpu, int GpuCount);
