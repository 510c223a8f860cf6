namespace AiStack.Components.Apisix;

/// <summary>What is true about Apache APISIX, whoever runs it.</summary>
/// <remarks>Source: apache/apisix 3.18.0, <c>conf/config.yaml.example</c> and <c>docs/en/latest/deployment-modes.md</c>; apache/apisix-docker, <c>debian/Dockerfile</c>.</remarks>
public static class ApisixFacts
{
    /// <summary>Image, without tag.</summary>
    public const string Image = "apache/apisix";

    /// <summary>Tag of the image. Token limits shared through Redis exist since this version.</summary>
    public const string Tag = "3.18.0-debian";

    /// <summary>Port for plain HTTP.</summary>
    public const int HttpPort = 9080;

    /// <summary>Port for HTTPS.</summary>
    public const int HttpsPort = 9443;

    /// <summary>Port of the Admin API, and of the dashboard in it.</summary>
    public const int AdminPort = 9180;

    /// <summary>Path of the dashboard on that port.</summary>
    public const string DashboardPath = "/ui/";

    /// <summary>Port of the status server, which is there only when the configuration says so.</summary>
    public const int StatusPort = 7085;

    /// <summary>Port of the metrics.</summary>
    public const int MetricsPort = 9091;

    /// <summary>Answers 200 on the status port once the routes are loaded, 503 before.</summary>
    public const string ReadyPath = "/status/ready";

    /// <summary>Path of the metrics on their port.</summary>
    public const string MetricsPath = "/apisix/prometheus/metrics";

    /// <summary>Where the image keeps its configuration.</summary>
    public const string ConfigurationDirectory = "/usr/local/apisix/conf";

    /// <summary>User that the image runs as.</summary>
    public const int UserId = 636;

    /// <summary>The image's entry point and command.</summary>
    public static IReadOnlyList<string> Command { get; } = ["/docker-entrypoint.sh", "docker-start"];

    /// <summary>Variable that tells the image's entry point that routes come from a file.</summary>
    public const string StandaloneVariable = "APISIX_STAND_ALONE";

    /// <summary>Last line of a file of routes; without it the file is not loaded.</summary>
    public const string EndMarker = "#END";

    /// <summary>Longest timeout that the plugin ai-proxy takes: 600,000 ms.</summary>
    public static TimeSpan LongestTimeout { get; } = TimeSpan.FromMinutes(10);
}
