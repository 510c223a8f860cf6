namespace AiStack.Cli.Load;

/// <summary>How often requests failed in one way.</summary>
/// <param name="Kind">A status such as <c>503</c>, or a word.</param>
/// <param name="Count">How often.</param>
/// <param name="Message">The first one's message.</param>
internal sealed record FailureCount(string Kind, long Count, string Message);
