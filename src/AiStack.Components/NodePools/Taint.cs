namespace AiStack.Components.NodePools;

/// <summary>A mark on nodes that keeps pods away which do not tolerate it.</summary>
/// <param name="Key">Its key, such as <c>nvidia.com/gpu</c>.</param>
/// <param name="Value">Its value. <see langword="null"/> (default): none.</param>
/// <param name="Effect">What it does to pods that do not tolerate it. Default: they are not scheduled.</param>
public sealed record Taint(string Key, string? Value = null, TaintEffect Effect = TaintEffect.NoSchedule);
