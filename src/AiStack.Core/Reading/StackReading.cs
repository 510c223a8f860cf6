using AiStack.Core.Problems;

namespace AiStack.Core.Reading;

/// <summary>What came of reading a stack file.</summary>
/// <param name="Stack">The stack, without what could not be read. <see langword="null"/>: not even its outline could.</param>
/// <param name="Problems">What is wrong with the file; checks of the stack come on top.</param>
/// <param name="Environments">Names of the environments that the file has.</param>
public sealed record StackReading(Stack? Stack, IReadOnlyList<Problem> Problems, IReadOnlyList<string> Environments);
