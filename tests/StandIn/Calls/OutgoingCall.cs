namespace AiStack.StandIn.Calls;

/// <summary>What <c>POST /stand-in/call</c> is asked to do.</summary>
/// <param name="Url"><c>http(s)://</c>, <c>postgresql://</c> or <c>redis://</c>, with credentials where the program would have them.</param>
/// <param name="Method">HTTP only; GET by default.</param>
/// <param name="Headers">HTTP only.</param>
/// <param name="Body">HTTP: the body. PostgreSQL: the query. Redis: the command.</param>
internal sealed record OutgoingCall(string Url, string? Method, Dictionary<string, string>? Headers, string? Body);
