namespace AiStack.StandIn.Calls;

/// <summary>What a call came back with. <c>Status</c> is HTTP's; 200 for a query or command that succeeded, and 0 with <c>Error</c> when nobody answered or the answer was an error of the database.</summary>
internal sealed record CallAnswer(int Status, Dictionary<string, string> Headers, string Body, string? Error = null);
