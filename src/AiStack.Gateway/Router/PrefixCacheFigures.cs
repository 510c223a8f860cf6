namespace AiStack.Gateway.Router;

/// <summary>A backend's own prefix cache counters.</summary>
/// <param name="Queries">Tokens looked up.</param>
/// <param name="Hits">Tokens found.</param>
internal sealed record PrefixCacheFigures(double Queries, double Hits)
{
    /// <summary>Share of tokens found, 0 to 1.</summary>
    public double HitRate => Queries > 0 ? Hits / Queries : 0;
}
