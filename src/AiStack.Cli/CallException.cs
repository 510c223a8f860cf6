namespace AiStack.Cli;

/// <summary>The command was called in a way that cannot be carried out. The message is one line for its caller.</summary>
/// <param name="message">What is wrong and what to write instead.</param>
/// <param name="exitCode">What the program ends with. Default: a wrong call.</param>
internal sealed class CallException(string message, int exitCode = ExitCodes.WrongCall) : Exception(message)
{
    /// <summary>What the program ends with.</summary>
    public int ExitCode { get; } = exitCode;
}
