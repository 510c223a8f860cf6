namespace AiStack.Simulator.Serving;

/// <summary>What answers at a path.</summary>
/// <param name="Method">The only HTTP method it takes.</param>
/// <param name="Handle">Answers a request.</param>
internal sealed record Endpoint(string Method, RequestDelegate Handle);
