namespace AiStack.Gateway.AiGateway;

/// <summary>Numbers of the gateway role; where a source is named, APISIX' own.</summary>
internal static class GatewayFacts
{
    /// <summary>Port for plain HTTP.</summary>
    public const int HttpPort = 9080;

    /// <summary>Largest body of a request: 64 MiB, as <c>max_req_body_size</c> of ai-proxy.</summary>
    public const int MaxBodyBytes = 64 << 20;

    /// <summary>Path of the metrics.</summary>
    public const string MetricsPath = "/apisix/prometheus/metrics";

    /// <summary>Answers 200 as soon as the program runs.</summary>
    public const string StatusPath = "/status";

    /// <summary>Answers 200 once routes are loaded, 503 before.</summary>
    public const string ReadyPath = "/status/ready";

    /// <summary>Silence after which ai-proxy gives up when the route says nothing: 30 s.</summary>
    public static TimeSpan DefaultTimeout { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Silence after which a plain route gives up when it says nothing: 60 s.</summary>
    public static TimeSpan DefaultUpstreamTimeout { get; } = TimeSpan.FromSeconds(60);

    /// <summary>Time that a connection to a backend may take.</summary>
    public static TimeSpan ConnectTimeout { get; } = TimeSpan.FromSeconds(6);

    /// <summary>How often the file is looked at. APISIX looks once a second.</summary>
    public static TimeSpan ReadInterval { get; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How often counters whose window is over are forgotten.</summary>
    public static TimeSpan SweepInterval { get; } = TimeSpan.FromMinutes(1);

    /// <summary>Longest time that one backtracking pattern may look at one prompt.</summary>
    public static TimeSpan PatternTimeout { get; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Time that requests under way get when the program is told to stop.</summary>
    public static TimeSpan ShutdownTimeout { get; } = TimeSpan.FromSeconds(3);
}
