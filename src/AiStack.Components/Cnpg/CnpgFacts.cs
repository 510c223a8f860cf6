using AiStack.Kubernetes;

namespace AiStack.Components.Cnpg;

/// <summary>What is true about PostgreSQL on a laptop and CloudNativePG in a cluster.</summary>
/// <remarks>
/// Sources: documentation of the official image (docker-library/docs, <c>postgres</c>, sections PGDATA and «Where to Store Data»);
/// CloudNativePG 1.30, <c>docs/src/applications.md</c>, <c>service_management.md</c>, <c>security.md</c> (ports), <c>labels_annotations.md</c> and
/// <c>samples/networkpolicy-example.yaml</c>, whose default server is the same version; cloudnative-pg/charts at <c>cloudnative-pg-v0.29.0</c>, which installs 1.30.0.
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

    /// <summary>Key of the owner's name in them.</summary>
    public const string UserKey = "username";

    /// <summary>Type of the Secrets that it takes passwords from.</summary>
    public const string SecretType = "kubernetes.io/basic-auth";

    /// <summary>Keys of the Secret that it makes for the owner of the database that a cluster begins with.</summary>
    public static IReadOnlyList<string> MadeKeys { get; } =
        [UserKey, "user", PasswordKey, "dbname", "host", "port", "uri", "jdbc-uri", "fqdn-uri", "fqdn-jdbc-uri", "pgpass"];

    /// <summary>Who makes it, for people.</summary>
    public const string Title = "CloudNativePG";

    /// <summary>API group and version of its objects.</summary>
    public const string ApiVersion = "postgresql.cnpg.io/v1";

    /// <summary>Image of the servers in a cluster: what CloudNativePG 1.30 would take, said so that a newer operator does not change it.</summary>
    public const string ClusterImage = "ghcr.io/cloudnative-pg/postgresql:18.4-system-trixie";

    /// <summary>Label of every pod of a cluster, with the cluster's name.</summary>
    public const string ClusterLabel = "cnpg.io/cluster";

    /// <summary>Port at which an instance tells the operator and its peers how it is.</summary>
    public const int StatusPort = 8000;

    /// <summary>Port of an instance's metrics.</summary>
    public const int MetricsPort = 9187;

    /// <summary>Name of that port in the pods.</summary>
    public const string MetricsPortName = "metrics";

    /// <summary>Release and chart of the operator.</summary>
    public const string ReleaseName = "cloudnative-pg";

    /// <summary>Version of the chart.</summary>
    public const string ChartVersion = "0.29.0";

    /// <summary>Name that the chart's repository gets.</summary>
    public const string ChartRepository = "cnpg";

    /// <summary>Address of the chart's repository.</summary>
    public const string ChartRepositoryUrl = "https://cloudnative-pg.github.io/charts";

    /// <summary>Namespace of the operator.</summary>
    public const string OperatorNamespace = "cnpg-system";

    /// <summary>Label of the operator's pods that has <see cref="ReleaseName"/> as its value.</summary>
    public const string OperatorLabel = StandardLabels.Name;

    /// <summary>Secret that CloudNativePG makes for the owner of the database that a cluster begins with.</summary>
    /// <param name="cluster">Name of the component.</param>
    public static string FirstOwnerSecretOf(string cluster) => $"{cluster}-app";

    /// <summary>Service of the server that takes writes.</summary>
    /// <param name="cluster">Name of the component.</param>
    public static string ServiceOf(string cluster) => $"{cluster}-rw";
}
