namespace AiStack.Gateway.AiGateway.Proxying;

/// <summary>What a plain route leads to.</summary>
/// <param name="Nodes">Addresses, without a path; one after the other gets its turn.</param>
/// <param name="PassesHost">Whether it is sent the host that the caller asked for; else its own.</param>
/// <param name="Timeout">Longest silence, before the answer and within it.</param>
internal sealed record Upstream(IReadOnlyList<Uri> Nodes, bool PassesHost, TimeSpan Timeout)
{
    private int _next = -1;

    /// <summary>The node whose turn it is.</summary>
    public Uri Next() => Nodes[(int)((uint)Interlocked.Increment(ref _next) % (uint)Nodes.Count)];
}
