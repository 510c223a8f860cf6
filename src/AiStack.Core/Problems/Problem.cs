namespace AiStack.Core.Problems;

/// <summary>Something wrong with a stack: what, where, and the edit that mends it.</summary>
/// <param name="Kind">Its code, severity and explanation.</param>
/// <param name="Place">Where it is.</param>
/// <param name="Message">What is wrong, with the values involved.</param>
/// <param name="Fix">The edit that mends it.</param>
public sealed record Problem(ProblemKind Kind, Place Place, string Message, string Fix)
{
    /// <summary>One line as compilers write it: <c>stack.yaml:12:7: error AIS301: … </c></summary>
    public override string ToString() =>
        $"{Place}: {(Kind.Severity == Severity.Error ? "error" : "warning")} {Kind.Code}: {Message} {Fix}";
}
