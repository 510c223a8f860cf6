namespace AiStack.Core.Problems;

/// <summary>What a problem means for the stack.</summary>
public enum Severity
{
    /// <summary>It works, but probably not as meant.</summary>
    Warning,

    /// <summary>It cannot work: nothing is run or published.</summary>
    Error,
}
