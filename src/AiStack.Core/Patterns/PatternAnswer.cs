namespace AiStack.Core.Patterns;

/// <summary>What is known about the texts that patterns match.</summary>
/// <param name="Verdict">Whether what was asked for holds. The same patterns always get the same one, except after a back-reference or lookaround that .NET needs more than a second for.</param>
/// <param name="Witness">
/// A text that proves it, where one can: as short as possible, of letters, spaces and signs if such a one exists, and empty only when nothing
/// else will do. <see langword="null"/>: nothing can be shown, or nothing is known.
/// </param>
public readonly record struct PatternAnswer(PatternVerdict Verdict, string? Witness);
