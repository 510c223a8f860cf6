namespace AiStack.Bench.Publish;

/// <summary>Kinds of objects in a published directory: how many of each, and how long they are.</summary>
/// <param name="ApiVersion">Group and version.</param>
/// <param name="Kind">Kind.</param>
/// <param name="Count">How many.</param>
/// <param name="Lines">Lines of one, on average.</param>
internal sealed record PublishedKind(string ApiVersion, string Kind, int Count, int Lines);
