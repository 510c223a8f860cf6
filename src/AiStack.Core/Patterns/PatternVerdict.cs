namespace AiStack.Core.Patterns;

/// <summary>Whether something holds for all texts, or for one of them.</summary>
public enum PatternVerdict
{
    /// <summary>It holds.</summary>
    Yes,

    /// <summary>It does not.</summary>
    No,

    /// <summary>It was not found out: a pattern is outside the shared subset, has lookaround, an atomic group or a back-reference that decides, or is too large to tell within the counted steps.</summary>
    Unknown,
}
