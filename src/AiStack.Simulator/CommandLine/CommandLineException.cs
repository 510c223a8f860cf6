namespace AiStack.Simulator.CommandLine;

/// <summary>A command line that cannot be carried out; the message is the one line the user reads.</summary>
internal sealed class CommandLineException(string message) : Exception(message);
