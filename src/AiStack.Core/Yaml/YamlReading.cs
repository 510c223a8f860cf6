using AiStack.Core.Problems;

namespace AiStack.Core.Yaml;

/// <summary>What reading a file gave: its values, and everything that is wrong with it as YAML.</summary>
/// <param name="Root">The outermost value; <see langword="null"/> when there is none. After an error it is what could be read.</param>
/// <param name="Problems">All problems that were found, in the order of the file.</param>
/// <param name="IsComplete">
/// Whether the file was read to its end. <see langword="false"/>: <paramref name="Root"/> ends where the parser had to stop, so
/// nothing should be reported as missing from it.
/// </param>
public sealed record YamlReading(Node? Root, IReadOnlyList<Problem> Problems, bool IsComplete);
