namespace AiStack.Gateway.CommandLine;

/// <summary>One option of a command line.</summary>
/// <param name="Name">As it is typed, dashes included.</param>
/// <param name="Value">What its value is, in a word; <see langword="null"/>: it takes none.</param>
/// <param name="Help">What it does and what holds without it.</param>
internal sealed record Flag(string Name, string? Value, string Help);
