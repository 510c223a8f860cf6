namespace AiStack.Cli;

/// <summary>What the program says by ending.</summary>
internal static class ExitCodes
{
    /// <summary>Nothing is wrong; warnings are allowed.</summary>
    public const int Good = 0;

    /// <summary>The stack has errors, or what was asked for could not be done.</summary>
    public const int Errors = 1;

    /// <summary>The command was called wrongly.</summary>
    public const int WrongCall = 2;
}
