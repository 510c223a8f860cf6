namespace AiStack.Components.Cnpg;

/// <summary>What each server of a PostgreSQL cluster measures.</summary>
/// <remarks>Source: CloudNativePG 1.30, <c>docs/src/monitoring.md</c> and the queries that it installs by default.</remarks>
internal static class CnpgMetrics
{
    /// <summary>Connections, by state and database: a gauge.</summary>
    public const string Connections = "cnpg_backends_total";

    /// <summary>Transactions that were kept, by <c>datname</c>: a counter.</summary>
    public const string Commits = "cnpg_pg_stat_database_xact_commit";

    /// <summary>Size of each database, by <c>datname</c>: a gauge.</summary>
    public const string Size = "cnpg_pg_database_size_bytes";

    /// <summary>Seconds that a server is behind the one that takes writes: a gauge.</summary>
    public const string Lag = "cnpg_pg_replication_lag";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Connections, Commits, Size, Lag];
}
