namespace Aspire.Hosting.Orchestration;

/// <summary>A command-line argument as the program sees it.</summary>
internal sealed record ResolvedArgument(string Value, bool IsSecret);
