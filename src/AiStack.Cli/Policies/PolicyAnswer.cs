namespace AiStack.Cli.Policies;

/// <summary>What came back for a case.</summary>
/// <param name="Status">Status code.</param>
/// <param name="Body">The body, as it came.</param>
/// <param name="Remaining">Tokens that the counter of the route or of the caller has left after this answer. <see langword="null"/>: the answer has no such header.</param>
/// <param name="Time">From the request to the end of the body.</param>
internal sealed record PolicyAnswer(int Status, string Body, int? Remaining, TimeSpan Time);
