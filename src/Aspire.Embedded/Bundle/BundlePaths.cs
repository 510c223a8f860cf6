namespace Aspire.Hosting.Bundle;

/// <summary>The two programs that Aspire's CLI bundle is made of, as full paths of files that exist.</summary>
/// <param name="DcpPath">DCP, the orchestrator.</param>
/// <param name="DashboardPath"><c>aspire-managed</c>, whose <c>dashboard</c> command is the Aspire Dashboard; or a dashboard program of its own.</param>
internal sealed record BundlePaths(string DcpPath, string DashboardPath);
