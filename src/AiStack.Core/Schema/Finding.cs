using AiStack.Core.Problems;

namespace AiStack.Core.Schema;

/// <summary>Something wrong with a property's value, before it is known where the property stands.</summary>
/// <param name="Kind">Code, severity and explanation.</param>
/// <param name="Message">The rest of a sentence that begins with the property's name: <c>takes a whole number from 1 to 65536, not 0.</c></param>
/// <param name="Fix">The edit that mends it.</param>
/// <param name="Path">Where inside the value: property names and indices (<c>[2]</c>) from the outside in.</param>
public sealed record Finding(ProblemKind Kind, string Message, string Fix, params IReadOnlyList<string> Path)
{
    /// <summary>The same finding, one level further out.</summary>
    public Finding Below(string segment) => this with { Path = [segment, .. Path] };
}
