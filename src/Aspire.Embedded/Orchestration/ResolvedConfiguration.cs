namespace Aspire.Hosting.Orchestration;

/// <summary>Variables and arguments that a resource is started with.</summary>
internal sealed record ResolvedConfiguration
{
    internal required IReadOnlyList<ResolvedVariable> Variables { get; init; }

    internal required IReadOnlyList<ResolvedArgument> Arguments { get; init; }
}
