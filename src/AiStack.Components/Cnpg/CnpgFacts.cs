namespace AiStack.Components.Cnpg;

/// <summary>What is true about PostgreSQL on a laptop and CloudNativePG in a cluster.</summary>
/// <remarks>
/// Sources: documentation of the official image (docker-library/docs, <c>postgres</c>, sections PGDATA and «Where to Store Data»);
/// CloudNativePG 1.30, <c>docs/src/applications.md</c> and <c>service_management.md</c>, whose default server is the same version.
/// </remarks>
public static class CnpgFacts
{
    /// <summary>Registry of the image that runs on a laptop.</summary>
    public const string Registry = "docker.io";

    /// <summary>The image without registry and tag.</summary>
    public const string Image = "library/postgres";

    /// <summary>Its tag: the version that CloudNativePG 1.30 runs unless told otherwise.</summary>
    public const string Tag = "18.4";

    /// <summary>Port of the server, and of the Services in a cluster.</summary>
    public const int Port = 5432;

    /// <summary>Role that may do everything; the image makes it.</summary>
    public const string Superuser = "postgres";

    /// <summary>Database that is always there.</summary>
    public const string MaintenanceDatabase = "postgres";

    /// <summary>Where the image wants its volume from PostgreSQL 18 on; it refuses to start with one at <c>/var/lib/postgresql/data</c>.</summary>
    public const string VolumeDirectory = "/var/lib/postgresql";

    /// <summary>Where the data is in that volume. The image's own default; said nevertheless, so that an older image in its place keeps its data in the volume, too.</summary>
    public const string DataDirectory = "/var/lib/postgresql/18/docker";

    /// <summary>Scripts in it are run once, when there is no data yet. The image's entry point does that, as the user of the server.</summary>
    public const string ScriptDirectory = "/docker-entrypoint-initdb.d";

    /// <summary>The image's entry point and command.</summary>
    public static IReadOnlyList<string> Command { get; } = ["docker-entrypoint.sh", "postgres"];

    /// <summary>Key of a password in the Secrets that CloudNativePG makes and takes.</summary>
    public const string PasswordKey = "password";

    /// <summary>Service of the server that takes writes.</summary>
    /// <param name="cluster">Name of the component.</param>
    public static string ServiceOf(string cluster) => $"{cluster}-rw";
}
