namespace AiStack.Cli.Tests;

/// <summary>What a call came to.</summary>
/// <param name="ExitCode">What the program ended with.</param>
/// <param name="Output">What it printed.</param>
/// <param name="Errors">What it printed on the error stream.</param>
internal sealed record Answer(int ExitCode, string Output, string Errors);
