namespace AiStack.Gateway.CommandLine;

/// <summary>A mistake the user can mend. The message is one line, says what is wrong and what to change, and is printed alone.</summary>
internal sealed class UsageException(string message) : Exception(message);
