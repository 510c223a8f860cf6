using AiStack.Core.Problems;

namespace AiStack.Core.Yaml;

/// <summary>A name with its value.</summary>
/// <param name="Key">The name.</param>
/// <param name="KeyPlace">Where the name stands.</param>
/// <param name="Value">The value; a plain empty scalar where the file says none.</param>
public sealed record MappingEntry(string Key, Place KeyPlace, Node Value);
