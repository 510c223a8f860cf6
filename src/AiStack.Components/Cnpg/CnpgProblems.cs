using AiStack.Core.Problems;

namespace AiStack.Components.Cnpg;

/// <summary>What can be wrong with a PostgreSQL cluster and its databases.</summary>
internal static class CnpgProblems
{
    /// <summary>A name that PostgreSQL or CloudNativePG keeps for itself.</summary>
    public static ProblemKind ReservedName { get; } = new("AIS265", Severity.Error, "Name that PostgreSQL keeps for itself",
        "PostgreSQL has databases of its own (postgres, template0, template1) and roles of its own (postgres, public, none, and\n"
        + "everything that begins with pg_); CloudNativePG has streaming_replica and what begins with cnpg_. A database of a stack and its\nowner need other names:\n\n"
        + "    databases:\n      langflow: { name: langflow, owner: langflow }");

    /// <summary>Two databases of one name.</summary>
    public static ProblemKind DoubledDatabase { get; } = new("AIS266", Severity.Error, "Two databases of one name in one cluster",
        "`name` is the database's name in PostgreSQL, and a server has each name once. Two applications that mean to share a database link\nto the same one; otherwise give each its own `name`.");

    /// <summary>A cluster that nobody can link to.</summary>
    public static ProblemKind NoDatabase { get; } = new("AIS376", Severity.Warning, "PostgreSQL without a database",
        "Applications link to a database, not to the server, so a server without one is used by nobody. Add one:\n\n"
        + "    pg:\n      kind: cnpg\n      databases:\n        langflow: {}\n    links:\n      - { from: langflow, to: pg/langflow }");

    /// <summary>A Secret's name that is taken.</summary>
    public static ProblemKind TakenSecret { get; } = new("AIS375", Severity.Error, "Secret of a database's owner is somebody else's",
        "The owner of a cluster's first database has the Secret `<cluster>-app`, which CloudNativePG makes; further owners have\n"
        + "`<cluster>-<database>`. CloudNativePG itself uses `<cluster>-ca`, `-server`, `-replication` and `-superuser`. A database whose Secret\n"
        + "would have one of these names gets another name in the stack; `name` keeps what it is called in PostgreSQL:\n\n"
        + "    databases:\n      langflow: {}\n      web-app: { name: app }");

    /// <summary>A name too long for what CloudNativePG derives from it.</summary>
    public static ProblemKind LongName { get; } = new("AIS267", Severity.Error, "Name of a PostgreSQL cluster too long",
        "CloudNativePG takes names of clusters of at most 50 characters, since it names Services and pods after them. Shorten the\ncomponent's name.");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ProblemKind> All { get; } = [ReservedName, DoubledDatabase, LongName, TakenSecret, NoDatabase];
}
