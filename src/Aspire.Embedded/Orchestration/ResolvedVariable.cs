namespace Aspire.Hosting.Orchestration;

/// <summary>An environment variable as the program sees it.</summary>
internal sealed record ResolvedVariable(string Name, string Value, bool IsSecret);
