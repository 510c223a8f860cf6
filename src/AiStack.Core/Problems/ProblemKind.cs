namespace AiStack.Core.Problems;

/// <summary>A thing that can be wrong with a stack: what <c>aistack explain</c> tells about a code.</summary>
/// <param name="Code">Stable code, <c>AIS</c> and three digits. 1xx syntax and names, 2xx properties, 3xx links and what they need on the other side, 4xx capacity, 5xx output.</param>
/// <param name="Severity">What it means for the stack.</param>
/// <param name="Title">One line without values and without a full stop.</param>
/// <param name="Explanation">Why it matters and how to mend it, with a short example where one helps. Plain text, lines of at most 120 characters.</param>
public sealed record ProblemKind(string Code, Severity Severity, string Title, string Explanation)
{
    /// <summary>A problem of this kind.</summary>
    /// <param name="place">Where.</param>
    /// <param name="message">What is wrong, with the values involved: a sentence with a full stop.</param>
    /// <param name="fix">The edit that mends it, in the imperative: a sentence with a full stop.</param>
    public Problem At(Place place, string message, string fix) => new(this, place, message, fix);
}
