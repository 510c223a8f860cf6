using AiStack.Core.Units;

namespace AiStack.Core;

/// <summary>A disk of a component.</summary>
/// <param name="Size">How much it holds.</param>
/// <param name="Class">Storage class. <see langword="null"/> (default): the cluster's own.</param>
/// <param name="AccessMode">Who may mount it. <see langword="null"/> (default): one node at a time, unless the component needs more.</param>
public sealed record StorageSpec(Quantity Size, string? Class = null, AccessMode? AccessMode = null);
