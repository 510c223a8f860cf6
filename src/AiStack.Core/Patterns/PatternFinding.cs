using AiStack.Core.Problems;

namespace AiStack.Core.Patterns;

/// <summary>Something in a pattern that should be written otherwise.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Severity">An error: not accepted. A warning: accepted, with the reservation that the message names.</param>
/// <param name="Position">Where in the pattern it begins, from 0, in UTF-16 units.</param>
/// <param name="Length">How many units it has; 0 for something that is missing there.</param>
/// <param name="Message">What it is, quoted from the pattern, as part of a sentence: <c>possessive quantifier '++'</c>.</param>
/// <param name="Fix">What to write instead: a sentence.</param>
public sealed record PatternFinding(PatternFindingKind Kind, Severity Severity, int Position, int Length, string Message, string Fix);
